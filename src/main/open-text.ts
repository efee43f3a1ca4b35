import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { WebContents } from 'electron';
import type { z } from 'zod';
import type { Failure } from '../contract/protocol.ts';
import type { shellCalls } from '../contract/shell.ts';
import { cleanText } from '../core/identifiers/clean-text.ts';
import { failure, success, type Result } from '../core/result.ts';
import { askForFile } from './ask-for-file.ts';
import { textIn } from './text-content.ts';

type Opened = z.infer<(typeof shellCalls)['shell.openText']['output']>;

/** A list of ten thousand devices with everything that is known of them. */
const LARGEST_TEXT_FILE = 5_000_000;

/** Gives the page the text of a file that the person chooses right now; of no other, and never its path. */
export async function openText(page: WebContents): Promise<Result<Opened, Failure>> {
  const file = await askForFile(['csv', 'txt', 'tsv'], page);
  if (file === undefined) return success({ fileName: null, text: null });
  const bytes = await readWhole(file, LARGEST_TEXT_FILE);
  if (!bytes.ok) return bytes;
  const text = textIn(bytes.value);
  if (text === undefined) return failure({ code: 'fileNotText' });
  return success({ fileName: cleanText(basename(file)).slice(0, 120), text });
}

/** All bytes of a file that is no longer than that. */
export async function readWhole(file: string, most: number): Promise<Result<Buffer, Failure>> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return failure({ code: 'fileNotRead' });
    if (found.size > most) return failure({ code: 'fileTooLarge' });
    return success(await readFile(file));
  } catch {
    return failure({ code: 'fileNotRead' });
  }
}
