/**
 * Our own printed barcodes, in characters that every Code 128 scanner can send:
 *   RB-OP-<NAME>    an operator's badge; NAME is 1 to 20 of A-Z, 0-9 and inner dots
 *   RB-CMD-<WORD>   a line of the command sheet; WORD is one of BENCH_COMMANDS
 * The commands are only those that destroy nothing: a scan alone never confirms a reset or a fix.
 */
export const BENCH_COMMANDS = [
  'NEXT',
  'UNDO',
  'SOUND',
  'BOX',
  'CLOSE',
  'SWOLLEN',
  'CRACKED',
  'SIM',
  'NOCHARGER',
  'CASE',
  'WATER',
] as const;
export type BenchCommand = (typeof BENCH_COMMANDS)[number];

const OPERATOR = /^RB-OP-([A-Z0-9](?:[A-Z0-9.]{0,18}[A-Z0-9])?)$/;
const COMMAND = new RegExp(`^RB-CMD-(${BENCH_COMMANDS.join('|')})$`);
// Short enough that no name can be taken for the 26 characters of a bypass code.
const LONGEST_NAME = 20;
const GERMAN: Readonly<Record<string, string>> = { Ä: 'AE', Ö: 'OE', Ü: 'UE', ß: 'SS' };

/** What a bench code says: the operator's badge name or the command word. The text is upper case, no blanks. */
export function readBenchCode(
  text: string,
): { readonly kind: 'operator' | 'command'; readonly value: string } | undefined {
  const operator = OPERATOR.exec(text)?.[1];
  if (operator !== undefined) return { kind: 'operator', value: operator };
  const command = COMMAND.exec(text)?.[1];
  return command === undefined ? undefined : { kind: 'command', value: command };
}

/** The barcode of a badge for this name; undefined when the name has no letter or digit a scanner can send. */
export function operatorBadge(name: string): string | undefined {
  const plain = name
    .replace(/[äöüÄÖÜß]/g, (letter) => GERMAN[letter.toUpperCase()] ?? GERMAN[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '.')
    .slice(0, LONGEST_NAME)
    .replace(/^\.|\.$/g, '');
  return plain === '' ? undefined : `RB-OP-${plain}`;
}

/** The barcode of one line of the command sheet. */
export function commandCode(command: BenchCommand): string {
  return `RB-CMD-${command}`;
}
