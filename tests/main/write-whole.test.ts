import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeWhole } from '../../src/main/write-whole.ts';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'whole-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it('a file is replaced, and nothing is left beside it', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'list.csv'), 'old');
  await writeWhole(join(folder, 'list.csv'), 'new');
  expect(readFileSync(join(folder, 'list.csv'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['list.csv']);
});

it('nothing is left behind where a file cannot be put', async () => {
  const folder = aFolder();
  mkdirSync(join(folder, 'list.csv', 'full'), { recursive: true });
  await expect(writeWhole(join(folder, 'list.csv'), 'new')).rejects.toThrow(/E[A-Z]+/);
  expect(readdirSync(folder)).toEqual(['list.csv']);
});
