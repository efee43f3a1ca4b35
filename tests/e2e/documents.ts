import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect } from './fixture.ts';

/** Documents as programs see them that had no part in making them. */
const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 50_000_000 });

/** Poppler's reading of a PDF. */
export function readPdf(file: string) {
  return {
    text: run('pdftotext', '-layout', file, '-'),
    info: run('pdfinfo', file),
    fonts: run('pdffonts', file).trim().split('\n').slice(2),
  };
}

/** What ZBar reads on the first page of a PDF. */
export function codesOnPdf(file: string): string[] {
  run('pdftoppm', '-r', '150', '-png', '-singlefile', '-f', '1', '-l', '1', file, file);
  return run('zbarimg', '--quiet', '--raw', `${file}.png`).trim().split('\n');
}

export function readWorkbook(file: string): string[][] {
  const rows = run('xlsx2csv', '-d', 'tab', file).trim().split('\n');
  return rows.map((row) => row.split('\t'));
}

/** Unpacks an archive beside itself, after its checksums were tested; gives the folder. */
export function unpack(file: string): string {
  const folder = `${file}.unpacked`;
  mkdirSync(folder);
  run('unzip', '-tq', file);
  run('unzip', '-q', file, '-d', folder);
  return folder;
}

/** Opens the verifier's page of an evidence folder in a browser window of its own, and gives it these files. */
export async function verifyIn(
  app: ElectronApplication,
  folder: string,
  files: readonly string[],
): Promise<string> {
  const opening = app.waitForEvent('window');
  await app.evaluate(
    async ({ BrowserWindow, session }, page) => {
      // Without a network, and without anything of the app's.
      const alone = session.fromPartition('verifier');
      alone.enableNetworkEmulation({ offline: true });
      const window = new BrowserWindow({ show: false, webPreferences: { session: alone } });
      await window.loadFile(page);
    },
    join(folder, 'verify.html'),
  );
  const page = await opening;
  await page.setInputFiles(
    '#files',
    files.map((name) => join(folder, name)),
  );
  await expect(page.locator('#verdict')).not.toBeEmpty();
  const verdict = (await page.locator('#verdict').textContent()) ?? '';
  await page.close();
  return verdict;
}
