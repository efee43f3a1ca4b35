import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../src/core/identifiers/classify-code.ts';
import { classifiedCodeSchema } from '../../../src/core/identifiers/code.ts';

const SECRET_LETTERS = '0123456789ACDEFGHJKLMNPQRTUVWXYZ';
const SERIAL_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const FORMAT_LETTERS = `${SERIAL_LETTERS}abcdefß´Ö+-/:.]() \n\t\u001D\u001E\u202E`;

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...letters(FORMAT_LETTERS)), maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...letters(SERIAL_LETTERS)), minLength: 6, maxLength: 44 }),
);
// Digits often enough that whole codes of digits occur.
const secretLetter = fc.constantFrom(...letters(`${SECRET_LETTERS}${'0123456789'.repeat(20)}`));
const secretGroups = fc.tuple(
  ...[5, 5, 4, 4, 4, 4].map((length) =>
    fc.string({ unit: secretLetter, minLength: length, maxLength: length }),
  ),
);
const surroundings = fc.constantFrom('', ' ', ']C0', 'Code: ', 'SC39XK2PQJG5H\u001D', '\u202E');

describe('any text', () => {
  it('has a classification that the contract accepts, and never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(classifiedCodeSchema.safeParse(classifyCode(text)).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows at most 64 characters, none of which is invisible', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { input } = classifyCode(text);
        expect(Array.from(input).length).toBeLessThanOrEqual(64);
        expect(input).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has candidates when it is ambiguous, and a value only when it is sure', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { kind, value, candidates } = classifyCode(text);
        const isOpen = kind === 'ambiguous' || kind === 'unknown' || kind === 'bypassCode';
        expect(value === '').toBe(isOpen);
        if (kind === 'ambiguous') expect(candidates.length).toBeGreaterThan(0);
        if (kind === 'unknown') expect(candidates).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a serial', () => {
  const serialText = fc.string({
    unit: fc.constantFrom(...letters(SERIAL_LETTERS)),
    minLength: 8,
    maxLength: 15,
  });

  it('stays the same serial when its value is classified again', () => {
    fc.assert(
      fc.property(serialText, (text) => {
        const code = classifyCode(text);
        if (code.kind !== 'serial' || code.value !== text) return;
        expect(classifyCode(code.value)).toEqual(code);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never turns into another serial when its value is classified again', () => {
    fc.assert(
      fc.property(serialText, (text) => {
        const { kind, value } = classifyCode(text);
        if (kind !== 'serial') return;
        const again = classifyCode(value);
        const readings = [again.value, ...again.candidates.map((candidate) => candidate.value)];
        expect(readings).toContain(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on case, blanks or invisible characters', () => {
    const noise = fc.constantFrom(' ', '\u0000', '\u200B', '\u202E', '\u00A0');
    fc.assert(
      fc.property(serialText, noise, fc.nat(15), (text, between, at) => {
        // "SN" and a blank before the rest is the label of a serial.
        fc.pre(!/^(?:SN|SERIAL|EID|MEID|IMEI|ICCID|UDID|UPC|EAN)$/.test(text.slice(0, at)));
        const noisy = `${text.slice(0, at)}${between}${text.slice(at)}`.toLowerCase();
        const { input: _clean, ...clean } = classifyCode(text);
        const { input: _noisy, ...again } = classifyCode(noisy);
        expect(again).toEqual(clean);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a bypass code', () => {
  it('never shows one of its characters, however it is written', () => {
    const dash = fc.constantFrom('-', '', ' ', '–', 'ß', '´', ' - ', '\u00A0', '-\n');
    fc.assert(
      fc.property(
        secretGroups,
        dash,
        surroundings,
        fc.boolean(),
        (groups, between, before, isLower) => {
          const secret = groups.join(between);
          const code = classifyCode(`${before}${isLower ? secret.toLowerCase() : secret}`);
          expect({ ...code, kind: '' }).toEqual({
            input: '•••••-•••••-••••-••••-••••-••••',
            kind: '',
            value: '',
            candidates: [],
          });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is recognised in its groups', () => {
    fc.assert(
      fc.property(secretGroups, (groups) => {
        expect(classifyCode(groups.join('-')).kind).toBe('bypassCode');
      }),
    );
  });
});

describe('a text without end', () => {
  it.each([
    ['one letter', 'A'],
    ['digits', '0123456789'],
    ['groups', 'ABCDE-'],
    ['short groups', 'ABCD-'],
    ['blanks', ' '],
    ['a label', 'SERIAL '],
    ['accents', 'ß'],
    ['field separators', '\u001D'],
    ['astral characters', '😀'],
    ['a link', 'a@'],
  ])('of %s is unknown and costs no more than a short one', (_title, part) => {
    const text = part.repeat(100_000 / part.length);
    const began = performance.now();
    for (let round = 0; round < 20; round += 1) expect(classifyCode(text).kind).toBe('unknown');
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('is cut to 64 characters, marked as cut', () => {
    const { input } = classifyCode('x'.repeat(100_000));
    expect([Array.from(input).length, input.at(-1)]).toEqual([64, '…']);
  });
});

function letters(text: string): string[] {
  return text.split('');
}
