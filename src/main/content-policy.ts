const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Headers of every answer of the app:// scheme. COOP and COEP give the page exact clocks. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-content-type-options': 'nosniff',
};

/** The same for Vite's dev server, whose hot reload needs inline scripts and a socket of its own. */
export function devPageHeaders(devServer: string): Readonly<Record<string, string>> {
  const socket = devServer.replace(/^http/, 'ws').replace(/\/$/, '');
  const relaxed = [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "media-src 'self'",
    `connect-src ${socket}`,
  ].join('; ');
  return { ...pageHeaders, 'content-security-policy': relaxed };
}
