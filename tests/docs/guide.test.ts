import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TASKS } from '../../src/core/setup/permissions.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the guide to connecting', () => {
  it.each(Object.entries(TASKS))('names what %s needs of Graph, and no more', (task, scopes) => {
    const row = read('docs/guide/connecting.md')
      .split('\n')
      .find((line) => line.startsWith(`| ${task} `));
    const named = [...(row ?? '').matchAll(/`(Device[^`]+)`/g)].map(([, name]) => name);
    expect(named).toEqual([...scopes]);
  });
});

describe('links between the documents', () => {
  const files = ['README.md', 'CONTRIBUTING.md', ...below('docs')];

  it.each(files)('%s leads to files that exist', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, link]) => link ?? '',
    );
    const missing = links.filter((link) => !exists(path.join(path.dirname(file), link)));
    expect(missing).toEqual([]);
  });
});

function below(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));
}

function exists(place: string): boolean {
  try {
    return readdirSync(path.join(root, path.dirname(place))).includes(path.basename(place));
  } catch {
    return false;
  }
}
