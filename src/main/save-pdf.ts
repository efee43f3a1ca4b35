import type { WebContents } from 'electron';
import type { Failure } from '../contract/protocol.ts';
import type { Result } from '../core/result.ts';
import { saveDocument } from './save-document.ts';

/** The page as it is printed, with its structure for those who have it read aloud, and its fonts in it. */
export async function savePdf(
  name: string,
  page: WebContents,
): Promise<Result<{ fileName: string | null }, Failure>> {
  const content = await page.printToPDF({
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  return saveDocument({ name, content }, page);
}
