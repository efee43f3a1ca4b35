import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { say } from '../core/words/words.ts';
import { serialCells } from '../engine/documents/serial-table.ts';
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
    return serialCells(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = fileReason(error, language);
    complain(say(language, 'cli.fileUnreadable', { file, reason }));
    return undefined;
  }
}

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
