const NAMES =
  /(?:^|[?&"])(?:client_assertion|access_token|refresh_token|id_token|code|code_verifier|device_code)(?:=|": ?")([^&"]{12,})/g;

/** What opens something in a form, an address or JSON: tokens, assertions and the codes that are exchanged for them. */
export function secretsIn(text = ''): string[] {
  return [...text.matchAll(NAMES)].map((match) => decodeURIComponent(match[1] ?? ''));
}
