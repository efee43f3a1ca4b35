import { isDict, type PlistDict, type PlistValue } from './value.ts';

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n';

/** A dictionary as XML; keys without a value are left out. */
export function writePlist(dict: PlistDict): Buffer {
  return Buffer.from(`${head}<plist version="1.0">${dictionary(dict)}</plist>\n`);
}

function element(value: PlistValue): string {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (typeof value === 'bigint') return `<integer>${value}</integer>`;
  if (typeof value === 'number') return number(value);
  if (value instanceof Date) return `<date>${value.toISOString().replace(/\.\d+Z$/, 'Z')}</date>`;
  if (value instanceof Uint8Array) return `<data>${Buffer.from(value).toString('base64')}</data>`;
  if (isDict(value)) return dictionary(value);
  return `<array>${value.map(element).join('')}</array>`;
}

function dictionary(dict: PlistDict): string {
  const entries = Object.entries(dict).map(([key, value]) =>
    value === undefined ? '' : `<key>${escaped(key)}</key>${element(value)}`,
  );
  return `<dict>${entries.join('')}</dict>`;
}

function number(value: number): string {
  return Number.isInteger(value) ? `<integer>${BigInt(value)}</integer>` : `<real>${value}</real>`;
}

const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
// All that XML 1.0 has no way to write, lone halves of a pair included.
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text
    .replaceAll(unwritable, '')
    .replaceAll(/[&<>\r]/g, (character) => names[character] ?? character);
}
