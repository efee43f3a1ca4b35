import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setAsideIfBroken } from '../../src/main/settings-file.ts';

const whole = '{"settings":{"language":"de","theme":"dark","volume":0.2},"later":1}';
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('setAsideIfBroken', () => {
  it('leaves a good file where it is', () => {
    writeFileSync(file, whole);
    expect(setAsideIfBroken(file)).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  it('has nothing to do at the first start', () => {
    expect(setAsideIfBroken(file)).toBe(false);
  });

  it.each([
    ['cut in half', whole.slice(0, whole.length / 2)],
    ['empty', ''],
    ['of wrong values', '{"settings":{"language":"xx","theme":"dark","volume":7}}'],
    ['no object', '"hello"'],
  ])('moves a file aside that is %s', (_case, content) => {
    writeFileSync(file, content);
    expect(setAsideIfBroken(file)).toBe(true);
    expect(readdirSync(folder)).toEqual(['settings.json.broken-1']);
    expect(readFileSync(`${file}.broken-1`, 'utf8')).toBe(content);
  });

  it('never overwrites a file it moved aside before', () => {
    for (const content of ['{', '{{']) {
      writeFileSync(file, content);
      setAsideIfBroken(file);
    }
    expect(readdirSync(folder)).toEqual(['settings.json.broken-1', 'settings.json.broken-2']);
    expect(readFileSync(`${file}.broken-1`, 'utf8')).toBe('{');
  });
});
