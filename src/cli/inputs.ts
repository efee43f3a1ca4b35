import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import Papa from 'papaparse';
import { failure, success, type Result } from '../core/result.ts';

/** Words of the command line; a lone `-` stands for the lines of standard input. */
export async function readWords(words: readonly string[]): Promise<readonly string[]> {
  if (!words.includes('-')) return words;
  const lines = linesOf(await text(process.stdin));
  return words.flatMap((word) => (word === '-' ? lines : [word]));
}

/**
 * The serials of a CSV file, in their order: the column with the header `serial` (or `serial number`,
 * `Seriennummer`), else the first column. The error is the reason that the system gives.
 */
export function readSerialFile(file: string): Result<readonly string[], string> {
  try {
    return success(serialsIn(readFileSync(file, 'utf8')));
  } catch (error) {
    return failure(error instanceof Error ? error.message : 'unreadable');
  }
}

export function serialsIn(csv: string): readonly string[] {
  const withoutMark = csv.replace(/^\uFEFF/, '');
  const { data } = Papa.parse<string[]>(withoutMark, { skipEmptyLines: 'greedy' });
  const headers = (data[0] ?? []).map((cell) => cell.toLowerCase().replaceAll(/[\s_-]/g, ''));
  const named = headers.findIndex((header) => HEADERS.has(header));
  const rows = named === -1 ? data : data.slice(1);
  return rows.map((row) => (row[Math.max(0, named)] ?? '').trim()).filter((cell) => cell !== '');
}

const HEADERS = new Set(['serial', 'serialnumber', 'seriennummer']);

function linesOf(input: string): string[] {
  return input
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}
