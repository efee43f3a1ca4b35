import { describe, expect, it } from 'vitest';
import {
  assemble,
  emptyAssembly,
  silenceEndsAt,
  type Assembly,
  type ScanInput,
} from '../../../../src/renderer/features/scan/scan-assembly.ts';

const CODE = 'F2LXK0A7JG5H';

/** Keys of a text, `gaps` milliseconds apart (one number, or one per key in turn), from `at` on. */
function keys(text: string, at: number, ...gaps: number[]): ScanInput[] {
  let now = at;
  return Array.from(text, (character, index) => {
    if (index > 0) now += gaps[(index - 1) % gaps.length] ?? 0;
    return { kind: 'character', character, at: now } as const;
  });
}

const end = (at: number): ScanInput => ({ kind: 'end', at });

function feed(
  inputs: readonly ScanInput[],
  start = emptyAssembly,
): { codes: string[]; assembly: Assembly } {
  const codes: string[] = [];
  let assembly = start;
  for (const input of inputs) {
    const step = assemble(assembly, input);
    assembly = step.assembly;
    codes.push(...step.codes);
  }
  return { codes, assembly };
}

describe('a scanner', () => {
  it.each([
    ['Honeywell at 10 ms', [10]],
    ['nothing between keys', [0]],
    ['Zebra at 80 ms with peaks of 100', [80, 80, 100, 80, 82]],
    ['a jittery wedge', [14, 31, 9, 22]],
  ])('%s is read whole, ended by Enter', (_name, gaps) => {
    expect(feed([...keys(CODE, 0, ...gaps), end(2_000)]).codes).toEqual([CODE]);
  });

  it.each([
    ['at 10 ms', [10]],
    ['at 80 ms with peaks of 100', [80, 80, 100, 80]],
  ])('without a suffix %s is ended by its silence', (_name, gaps) => {
    const { assembly } = feed(keys(CODE, 0, ...gaps));
    const endsAt = silenceEndsAt(assembly) ?? Number.NaN;
    expect(endsAt - assembly.lastAt).toBeGreaterThanOrEqual(200);
    expect(endsAt - assembly.lastAt).toBeLessThanOrEqual(600);
    expect(feed([{ kind: 'silence', at: endsAt }], assembly).codes).toEqual([CODE]);
  });

  it('is not cut by a peak in its rhythm', () => {
    const { codes, assembly } = feed(keys(CODE, 0, 80, 80, 80, 170, 80, 80));
    expect(codes).toEqual([]);
    expect(assembly.text).toBe(CODE);
  });

  it('may stall for a second once it has shown that it ends with Enter', () => {
    const first = feed([...keys(CODE, 0, 10), end(130)]);
    const half = feed(keys('C39XK2PQ', 1_000, 10), first.assembly);
    const rest = feed([...keys('JG5H', 2_000, 10), end(2_050)], half.assembly);
    expect([...half.codes, ...rest.codes]).toEqual(['C39XK2PQJG5H']);
  });

  it('loses no character when two scans come back to back', () => {
    const inputs = [...keys(CODE, 0, 5), end(60), ...keys('C39XK2PQJG5H', 61, 5), end(120)];
    expect(feed(inputs).codes).toEqual([CODE, 'C39XK2PQJG5H']);
  });

  it('loses no character when two scans without suffix come back to back and the timer is late', () => {
    const inputs = [...keys(CODE, 0, 10), ...keys('C39XK2PQJG5H', 700, 10), end(900)];
    expect(feed(inputs).codes).toEqual([CODE, 'C39XK2PQJG5H']);
  });

  it('delivers fifty scans in a second', () => {
    const inputs = Array.from({ length: 50 }, (_, index) => [
      ...keys(`F2LXK0A7JG${String(index).padStart(2, '0')}`, index * 20, 1),
      end(index * 20 + 13),
    ]).flat();
    expect(new Set(feed(inputs).codes).size).toBe(50);
  });

  it('is told from a key that was left behind before it', () => {
    const inputs = [...keys('F', 0), ...keys(CODE, 800, 12), end(1_000)];
    expect(feed(inputs).codes).toEqual([CODE]);
  });

  it('stands alone after text that was pasted or corrected', () => {
    const inputs: ScanInput[] = [
      { kind: 'edited', text: 'abc' },
      ...keys(CODE, 5_000, 12),
      end(5_300),
    ];
    expect(feed(inputs).codes).toEqual([CODE]);
  });

  it('reads a code of 250 characters', () => {
    const long = 'A1'.repeat(125);
    expect(feed([...keys(long, 0, 80, 100), end(30_000)]).codes).toEqual([long]);
  });

  it('keeps a code of 100,000 characters and goes on', () => {
    const long = 'A'.repeat(100_000);
    const inputs = [...keys(long, 0, 1), end(100_100), ...keys(CODE, 100_200, 10), end(101_000)];
    expect(feed(inputs).codes).toEqual([long, CODE]);
  });

  it('passes group separators and small letters on as they are', () => {
    const label = ']C0s12\u001D1pMK2';
    expect(feed([...keys(label, 0, 10), end(200)]).codes).toEqual([label]);
  });
});

describe('a hand', () => {
  const byHand = [180, 240, 420, 160, 1_900, 210];

  it('types a serial slowly, with pauses, and ends it with Enter', () => {
    expect(feed([...keys(CODE, 0, ...byHand), end(9_000)]).codes).toEqual([CODE]);
  });

  it('is never ended by a pause', () => {
    expect(silenceEndsAt(feed(keys(CODE, 0, ...byHand)).assembly)).toBeUndefined();
    expect(silenceEndsAt(feed(keys(CODE, 0, 70, 130, 95, 160)).assembly)).toBeUndefined();
  });

  it('takes the last character back', () => {
    const inputs: ScanInput[] = [
      ...keys('F2X', 0, 200),
      { kind: 'erase' },
      ...keys('LX', 900, 200),
      end(2_000),
    ];
    expect(feed(inputs).codes).toEqual(['F2LX']);
  });

  it('pastes one code and sends it with Enter', () => {
    expect(feed([{ kind: 'pasted', text: CODE }]).codes).toEqual([]);
    expect(feed([{ kind: 'pasted', text: CODE }, end(10)]).codes).toEqual([CODE]);
  });

  it('pastes a list, each line a code', () => {
    const { codes, assembly } = feed([{ kind: 'pasted', text: `${CODE}\r\nC39XK2PQJG5H\n\nDMP` }]);
    expect(codes).toEqual([CODE, 'C39XK2PQJG5H']);
    expect(assembly.text).toBe('DMP');
  });

  it('presses Enter on nothing: an empty code, so that it can be said', () => {
    expect(feed([end(0)]).codes).toEqual(['']);
  });

  it('clears what it typed', () => {
    expect(feed([...keys('F2', 0, 200), { kind: 'clear' }]).assembly.text).toBe('');
  });
});
