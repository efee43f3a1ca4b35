import { cleanText } from '../core/identifiers/clean-text.ts';

const FORBIDDEN = /[<>:"/\\|?*]/g;
/** Names that Windows keeps for its devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 120;

/** A name that can be one of a file on every system, in no other folder than the one it is put in. */
export function fileNameFrom(text: string): string {
  const name = cleanText(text).replace(FORBIDDEN, '-').slice(0, LONGEST);
  const trimmed = name.replace(/^[\s.]+|[\s.]+$/g, '');
  if (trimmed === '') return 'resetbench.txt';
  return RESERVED.test(trimmed) ? `_${trimmed}` : trimmed;
}
