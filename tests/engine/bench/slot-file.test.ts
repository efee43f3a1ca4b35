import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBenchLayout } from '../../../src/engine/bench-layout.ts';
import {
  emptyLayout,
  type RememberedLayout,
} from '../../../src/engine/bench/slots/layout-memory.ts';
import { temporaryFolder } from '../mirror/temporary-mirror.ts';

const layout: RememberedLayout = {
  columns: 8,
  slots: [
    { number: 3, name: 'Window', ports: ['2-1.4', '1-1.4'], isNumbered: true },
    { number: 1, name: '', ports: ['1-1.1'], isNumbered: false },
  ],
  apart: [['1-1.1', '2-1.4']],
};
const [window, first] = layout.slots;

function aFile(content?: unknown): string {
  const file = path.join(temporaryFolder(), 'slots.json');
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  if (content !== undefined) writeFileSync(file, text);
  return file;
}
const readIn = (file: string) => openBenchLayout(file, () => undefined).read();

describe('the file of the slots', () => {
  it('gives back what was written', () => {
    const file = aFile();
    openBenchLayout(file, () => undefined).write(layout);
    expect(readIn(file)).toEqual(layout);
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  it('begins empty', () => {
    expect(readIn(aFile())).toEqual(emptyLayout);
  });

  it('of the form that had names alone is read over, numbered in the order of the ports', () => {
    const { slots } = readIn(aFile({ '1-1.10': 'ten', '1-1.9': 'nine' }));
    expect(slots).toEqual([
      { number: 1, name: 'nine', ports: ['1-1.9'], isNumbered: false },
      { number: 2, name: 'ten', ports: ['1-1.10'], isNumbered: false },
    ]);
  });

  it('shows names without what cannot be seen', () => {
    const slots = [{ ...first, name: 'Win\u202edow\u0007' }];
    expect(readIn(aFile({ version: 1, columns: null, slots })).slots[0]?.name).toBe('Window');
  });

  it.each([
    ['no JSON', '{"version":1,'],
    ['another version', { version: 2, ...layout }],
    ['a number twice', { version: 1, ...layout, slots: [window, { ...first, number: 3 }] }],
    ['a port twice', { version: 1, ...layout, slots: [window, { ...first, ports: ['2-1.4'] }] }],
    ['three halves', { version: 1, ...layout, slots: [{ ...first, ports: ['a', 'b', 'c'] }] }],
    ['no port', { version: 1, ...layout, slots: [{ ...first, ports: [] }] }],
    ['a port that no bus has', { version: 1, ...layout, slots: [{ ...first, ports: ['1\n2'] }] }],
    ['a number too high', { version: 1, ...layout, slots: [{ ...first, number: 65 }] }],
    ['too many columns', { version: 1, ...layout, columns: 17 }],
  ])('is begun anew when it has %s', (_, content) => {
    expect(readIn(aFile(content))).toEqual(emptyLayout);
  });

  it('that cannot be written is told, and stays as it was', () => {
    const file = aFile({ version: 1, ...layout });
    mkdirSync(`${file}.new`);
    const lines: string[] = [];
    openBenchLayout(file, (line) => lines.push(line)).write(emptyLayout);
    expect(lines.length).toBe(1);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ version: 1, ...layout });
  });
});
