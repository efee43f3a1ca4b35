import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

/** What ZBar reads on one page of a PDF. */
export function codesOnPdf(file: string, page = 1): string[] {
  const number = String(page);
  run('pdftoppm', '-r', '150', '-png', '-singlefile', '-f', number, '-l', number, file, file);
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

/** What the verifier's page says to the text of a QR code, and of all. */
export interface Verified {
  readonly verdict: string;
  readonly findings: readonly string[];
}

/** Opens the verifier's page of an evidence folder in a browser of its own, and gives it these files. */
export async function verifyIn(folder: string, files: readonly string[]): Promise<string> {
  const [all] = await verifyCodesIn(folder, files, ['']);
  return all?.verdict ?? '';
}

/** The same with the text of QR codes, one after the other. */
export async function verifyCodesIn(
  folder: string,
  files: readonly string[],
  codes: readonly string[],
): Promise<Verified[]> {
  const browser = await _electron.launch({
    executablePath: process.env['RESETBENCH_EXECUTABLE'] ?? '',
    args: [BROWSER],
    env: { ...(process.env as Record<string, string>), PAGE: join(folder, 'verify.html') },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await browser.firstWindow();
  await page.setInputFiles(
    '#files',
    files.map((name) => resolve(folder, name)),
  );
  const all: Verified[] = [];
  for (const code of codes) {
    await page.locator('#code').fill(code);
    // Longer than the page waits for the next key of a scanner.
    if (code !== '') await page.waitForTimeout(400);
    await expect(page.locator('#verdict')).not.toBeEmpty();
    const verdict = (await page.locator('#verdict').textContent()) ?? '';
    all.push({ verdict, findings: await page.locator('#findings li').allTextContents() });
  }
  await browser.close();
  return all;
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
