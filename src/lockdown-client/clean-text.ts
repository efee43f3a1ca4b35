const longest = 120;
// Control characters, and those that turn the direction of what follows or are not seen at all.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Foreign words made fit to be shown in one line. */
export function cleanText(text: string): string {
  const seen = text.slice(0, longest * 2).replaceAll(unseen, '');
  return seen.length > longest ? `${seen.slice(0, longest - 1)}…` : seen;
}
