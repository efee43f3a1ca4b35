/** Controls, and format marks that turn the direction of a text or cannot be seen. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A scanned text as it may stand on screen: what cannot be seen shows as a dot and moves nothing around. */
export function shownText(text: string): string {
  return text.replace(HIDDEN, '·');
}

/** Not longer than `longest`: the beginning and the end, which tell codes apart, stay. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return shownText(text);
  const half = Math.floor((longest - 1) / 2);
  return shownText(`${text.slice(0, half)}…${text.slice(-half)}`);
}
