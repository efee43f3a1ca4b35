import { basename } from 'node:path';
import type { WebContents } from 'electron';
import type { z } from 'zod';
import type { Failure } from '../contract/protocol.ts';
import type { shellCalls } from '../contract/shell.ts';
import { cleanText } from '../core/identifiers/clean-text.ts';
import { failure, success, type Result } from '../core/result.ts';
import { askForFile } from './ask-for-file.ts';
import { readWhole } from './open-text.ts';
import { textIn } from './text-content.ts';

type Opened = z.infer<(typeof shellCalls)['shell.openTable']['output']>;

/** A manifest of 100,000 devices with all its columns. */
const LARGEST_TABLE = 25_000_000;

/** Gives the page the table that the person chooses right now: the text of a list, or the bytes of a workbook. */
export async function openTable(page: WebContents): Promise<Result<Opened, Failure>> {
  const file = await askForFile(['csv', 'xlsx', 'txt', 'tsv'], page);
  if (file === undefined) return success({ fileName: null });
  const bytes = await readWhole(file, LARGEST_TABLE);
  if (!bytes.ok) return bytes;
  const fileName = cleanText(basename(file)).slice(0, 120);
  if (isZip(bytes.value)) return success({ fileName, workbook: bytes.value.toString('base64') });
  const text = textIn(bytes.value);
  return text === undefined ? failure({ code: 'fileNotText' }) : success({ fileName, text });
}

/** A workbook is a ZIP archive; whether it is one at all is for its reader to say. */
function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}
