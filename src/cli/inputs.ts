import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import Papa from 'papaparse';
import { say } from '../core/words/words.ts';
import type { CommandLine } from './command-line.ts';
import { fileReason } from './file-reason.ts';
import { complain } from './output.ts';

/** Words of the command line; a lone `-` stands for the lines of standard input. */
export async function readWords({ words, ...line }: WordsGiven): Promise<readonly string[]> {
  if (!words.includes('-')) return words;
  const lines = await standardInput();
  const own = lines.slice(line.tokenStdin ? 1 : 0);
  return words.flatMap((word) => (word === '-' ? own : [word]));
}
type WordsGiven = Pick<CommandLine, 'words' | 'tokenStdin'>;

/** The first line of standard input; what else stands there may be serials. */
export async function tokenOfStandardInput(): Promise<string | undefined> {
  return (await standardInput())[0]?.trim();
}

/**
 * Serials of the command line, of standard input and of `--file`. `empty`: there was a list, but nothing in it.
 * Undefined when a file could not be read; that was complained about.
 */
export async function readSerials(
  line: CommandLine,
): Promise<{ readonly given: readonly string[]; readonly isList: boolean } | undefined> {
  const words = await readWords(line);
  const isList = line.file !== undefined || line.words.includes('-');
  if (line.file === undefined) return { given: words, isList };
  const listed = readSerialFile(line.file, line);
  return listed && { given: [...words, ...listed], isList };
}

function readSerialFile(file: string, { language }: CommandLine): readonly string[] | undefined {
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
export function serialsIn(csv: string): readonly string[] {
  const withoutMark = csv.replace(/^\uFEFF/, '');
  const { data } = Papa.parse<string[]>(withoutMark, { skipEmptyLines: 'greedy' });
  const headers = (data[0] ?? []).map((cell) => cell.toLowerCase().replaceAll(/[\s_-]/g, ''));
  const named = headers.findIndex((header) => HEADERS.has(header));
  const rows = named === -1 ? data : data.slice(1);
  return rows.map((row) => (row[Math.max(0, named)] ?? '').trim()).filter((cell) => cell !== '');
}

const HEADERS = new Set(['serial', 'serialnumber', 'seriennummer']);

/** Read once: a token and serials may stand in it one after the other. */
let lines: Promise<readonly string[]> | undefined;

function standardInput(): Promise<readonly string[]> {
  lines ??= text(process.stdin).then(linesOf);
  return lines;
}

function linesOf(input: string): string[] {
  return input
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}
