import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eraseStampOf } from '../../src/lockdown-client/index.ts';

const at = new Date('2025-12-17T19:33:20Z');

describe("the eraser's stamp", () => {
  it.each([
    ['text', 'EACS Done @1766000000 and more'],
    ['data', Buffer.from('EACS Done @1766000000')],
    ['data that ends with a zero', Buffer.from('EACS Done @1766000000\0')],
  ])('has a date in %s', (_, obliteration) => {
    expect(eraseStampOf({ obliteration })).toEqual({ kind: 'dated', at });
  });

  it.each([
    ['an older eraser', 'handle_message: Obliteration Complete'],
    ['no digits', 'EACS Done'],
    ['too few digits', 'EACS Done @176'],
    ['too many digits', 'EACS Done @17660000001'],
  ])('has no date by %s', (_, obliteration) => {
    expect(eraseStampOf({ obliteration })).toEqual({ kind: 'undated' });
  });

  it.each([
    ['no NVRAM', undefined],
    ['NVRAM that is no dictionary', 'EACS Done @1766000000'],
    ['NVRAM without it', { 'auto-boot': 'true' }],
    ['another word', { obliteration: 'EACS Begin @1766000000' }],
    ['a word of somebody else that holds it', { obliteration: 'not EACS Done @1766000000' }],
    ['a number', { obliteration: 1_766_000_000 }],
    ['a list', { obliteration: ['EACS Done @1766000000'] }],
  ])('is none with %s', (_, nonVolatileRam) => {
    expect(eraseStampOf(nonVolatileRam)).toEqual({ kind: 'none' });
  });

  it('takes any bytes, and dates by ten digits alone', () => {
    const digit = fc.integer({ min: 0x30, max: 0x39 });
    const rest = fc.oneof(
      fc.array(digit, { minLength: 8, maxLength: 12 }),
      fc.uint8Array({ maxLength: 2000 }),
    );
    fc.assert(
      fc.property(fc.constantFrom('', 'EACS Done @'), rest, (before, bytes) => {
        const obliteration = Buffer.concat([Buffer.from(before), Buffer.from(bytes)]);
        const digits = /^\d*/.exec(Buffer.from(bytes).toString('latin1'))?.[0].length;
        const isDated = before !== '' && digits === 10;
        expect(eraseStampOf({ obliteration }).kind === 'dated').toBe(isDated);
      }),
      { numRuns: 1_000 },
    );
  });
});
