import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import Papa from 'papaparse';
import { say } from '../core/words/words.ts';
import type { CommandLine } from './command-line.ts';
import { fileReason } from './file-reason.ts';
import { complain } from './output.ts';

/** What a command was given to look at, and the line of its list if it came from one (the first is 1). */
export interface Given {
  readonly input: string;
  readonly line?: number;
}

/** Words of the command line; a lone `-` stands for the lines of standard input. */
export async function readWords({ words, ...line }: WordsGiven): Promise<readonly Given[]> {
  if (!words.includes('-')) return words.map((input) => ({ input }));
  const lines = await standardInput();
  const own = lines.slice(line.tokenStdin ? 1 : 0);
  return words.flatMap((word) => (word === '-' ? own : [{ input: word }]));
}
type WordsGiven = Pick<CommandLine, 'words' | 'tokenStdin'>;

/** The first line of standard input; what else stands there may be serials. */
export async function tokenOfStandardInput(): Promise<string | undefined> {
  return (await standardInput())[0]?.input.trim();
}

/**
 * Serials of the command line, of standard input and of `--file`. `empty`: there was a list, but nothing in it.
 * Undefined when a file could not be read; that was complained about.
 */
export async function readSerials(
  line: CommandLine,
): Promise<{ readonly given: readonly Given[]; readonly isList: boolean } | undefined> {
  const words = await readWords(line);
  const isList = line.file !== undefined || line.words.includes('-');
  if (line.file === undefined) return { given: words, isList };
  const listed = readSerialFile(line.file, line);
  return listed && { given: [...words, ...listed], isList };
}

function readSerialFile(file: string, { language }: CommandLine): readonly Given[] | undefined {
  try {
    return serialsIn(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = fileReason(error, language);
    complain(say(language, 'cli.fileUnreadable', { file, reason }));
    return undefined;
  }
}

/**
 * The serials of a CSV file, in their order: the column with the header `serial` (or `serial number`,
 * `Seriennummer`), else the first column.
 */
export function serialsIn(csv: string): readonly Given[] {
  const rows = rowsIn(csv.replace(/^\uFEFF/, ''));
  const headers = (rows[0]?.cells ?? []).map((cell) =>
    cell.toLowerCase().replaceAll(/[\s_-]/g, ''),
  );
  const named = headers.findIndex((header) => HEADERS.has(header));
  return rows
    .slice(named === -1 ? 0 : 1)
    .map(({ cells, line }) => ({ input: (cells[Math.max(0, named)] ?? '').trim(), line }))
    .filter(({ input }) => input !== '');
}

/** The rows that hold anything, each with the line that it begins in. */
function rowsIn(csv: string): { readonly cells: readonly string[]; readonly line: number }[] {
  // Empty rows would mislead the guess of the delimiter, and without them nobody could count the lines.
  const { delimiter } = Papa.parse<string[]>(csv, { skipEmptyLines: 'greedy' }).meta;
  const { data } = Papa.parse<string[]>(csv, { delimiter });
  let next = 1;
  const rows = data.map((cells) => {
    const line = next;
    next += cells.join('').split('\n').length; // a quoted cell may go on in the next line
    return { cells, line };
  });
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

const HEADERS = new Set(['serial', 'serialnumber', 'seriennummer']);

/** Read once: a token and serials may stand in it one after the other. */
let lines: Promise<readonly Given[]> | undefined;

function standardInput(): Promise<readonly Given[]> {
  lines ??= text(process.stdin).then(linesOf);
  return lines;
}

function linesOf(content: string): Given[] {
  return content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((input, index) => ({ input, line: index + 1 }))
    .filter(({ input }) => input.trim() !== '');
}
