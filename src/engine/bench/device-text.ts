/**
 * A text from a device, fit to be shown, logged and stored: no control or bidi characters, no halves of
 * surrogate pairs, at most `limit` characters. Nothing a device says is trusted (design.md §5).
 */
export function cleanDeviceText(text: string, limit: number): string {
  // Cut first: a text of megabytes must cost no more than one of `limit` characters.
  const readable = text.slice(0, limit * 4).replace(UNWANTED, '');
  return Array.from(readable).slice(0, limit).join('').trim();
}

// Control characters, lone surrogates, bidi marks and overrides, invisible and line separators.
const UNWANTED =
  /[\p{Cc}\p{Cs}\u{61C}\u{200B}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2060}\u{2066}-\u{2069}\u{FEFF}]/gu;
