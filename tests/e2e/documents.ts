import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type Locator } from '@playwright/test';
import { expect, type RunningApp } from './fixture.ts';
import { answerDialogs } from './stand-ins.ts';

const BROWSER = join(import.meta.dirname, 'plain-browser');

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

/** Opens the verifier's page of an evidence folder in a browser of its own, and gives it these files. */
export async function verifyIn(folder: string, files: readonly string[]): Promise<string> {
  const browser = await _electron.launch({
    executablePath: process.env['RESETBENCH_EXECUTABLE'] ?? '',
    args: [BROWSER],
    env: { ...(process.env as Record<string, string>), PAGE: join(folder, 'verify.html') },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await browser.firstWindow();
  await page.setInputFiles(
    '#files',
    files.map((name) => join(folder, name)),
  );
  await expect(page.locator('#verdict')).not.toBeEmpty();
  const verdict = (await page.locator('#verdict').textContent()) ?? '';
  await browser.close();
  return verdict;
}

/** Presses a button that saves a file, and waits until it is there. */
export async function saveWith(
  { app, page }: RunningApp,
  file: string,
  button: string,
  within: Pick<Locator, 'getByRole'> = page,
): Promise<string> {
  await answerDialogs(app, file);
  await within.getByRole('button', { name: button, exact: true }).click();
  await expect.poll(() => sizeOf(file), { timeout: 30_000 }).toBeGreaterThan(0);
  return file;
}

function sizeOf(file: string): number {
  try {
    return readFileSync(file).length;
  } catch {
    return 0;
  }
}
