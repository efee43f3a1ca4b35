import { describe, expect, it } from 'vitest';
import { holdsEid, holdsGtin, holdsLuhn } from '../../../src/core/identifiers/check-digits.ts';

const CASES = [
  ['Luhn', holdsLuhn, '490154203237518'],
  ['GTIN', holdsGtin, '4006381333931'],
  ['EID', holdsEid, '89049037640158663184237812557346'],
] as const;

describe.each(CASES)('the check of %s', (_name, holds, valid) => {
  it('holds for a real code', () => {
    expect(holds(valid)).toBe(true);
  });

  it('finds every single digit that was misread', () => {
    const misread = Array.from(valid).flatMap((digit, at) =>
      Array.from('0123456789')
        .filter((other) => other !== digit)
        .map((other) => `${valid.slice(0, at)}${other}${valid.slice(at + 1)}`),
    );
    expect(misread.filter(holds)).toEqual([]);
  });
});
