const KEY_OR_TOKEN = /-----BEGIN |^content-type:\s*application\/(x-)?pkcs7-mime/im;

/**
 * The text of a file that spreadsheets and editors write: UTF-8, UTF-16 with its mark, else the old Western code page.
 * Undefined for what is no text, such as a workbook, and for what may be a secret: it has no place in a page.
 */
export function textIn(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes);
  return text.includes('\0') || KEY_OR_TOKEN.test(text) ? undefined : text;
}

/** The decoders take the byte order mark away. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
