import { basename } from 'node:path';
import { BrowserWindow, dialog, type WebContents } from 'electron';
import type { Failure } from '../contract/protocol.ts';
import { cleanText } from '../core/identifiers/clean-text.ts';
import { failure, success, type Result } from '../core/result.ts';
import { fileNameFrom } from './file-name.ts';
import { log } from './log.ts';
import { writeWhole } from './write-whole.ts';

interface Document {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Writes a document where the person says; null when they said nowhere. */
export async function saveDocument(
  { name, content }: Document,
  page: WebContents,
): Promise<Result<{ fileName: string | null }, Failure>> {
  const options = { defaultPath: fileNameFrom(name) };
  const window = BrowserWindow.fromWebContents(page);
  const asked = window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options);
  const { canceled, filePath } = await asked;
  if (canceled || !filePath) return success({ fileName: null });
  try {
    await writeWhole(filePath, content);
  } catch (error) {
    log(`a document could not be written: ${error instanceof Error ? error.name : 'unknown'}`);
    return failure({ code: 'fileNotSaved' });
  }
  return success({ fileName: cleanText(basename(filePath)) });
}
