import { cleanText } from '../../../core/identifiers/clean-text.ts';

/**
 * A text from a device, fit to be shown, logged and stored: cleaned, at most `limit` characters. Nothing a device
 * says is trusted: whoever holds it can make it say anything.
 */
export function cleanDeviceText(text: string, limit: number): string {
  // Cut first: a text of megabytes must cost no more than one of `limit` characters.
  const readable = cleanText(text.slice(0, limit * 4));
  return Array.from(readable).slice(0, limit).join('').trim();
}
