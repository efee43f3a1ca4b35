import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../src/core/identifiers/classify-code.ts';
import {
  serialNumberSchema,
  type SerialNumber,
} from '../../../src/core/identifiers/serial-number.ts';

function serials(...texts: string[]): SerialNumber[] {
  return texts.map((text) => serialNumberSchema.parse(text));
}

function knowing(...texts: string[]) {
  const known = new Set<string>(texts);
  return { isKnownSerial: (serial: SerialNumber) => known.has(serial) };
}

function tagged(table: Record<string, string[]>) {
  return { assetTags: (tag: string) => serials(...(table[tag] ?? [])) };
}

describe('serials that are known', () => {
  it.each([
    ['C39XO2PQJG5H', 'C39X02PQJG5H'],
    ['C39XO2PQJG5H', 'C39XO2PQJG5H'],
    ['SC39XK2PQJG5H', 'SC39XK2PQJG5H'],
    ['SC39XK2PQJG5H', 'C39XK2PQJG5H'],
    ['AABBCCDDEEFF', 'AABBCCDDEEFF'],
    ['1234567890', '1234567890'],
    ['12345678', '12345678'],
  ])('decide what %s is: %s', (text, known) => {
    const expected = { kind: 'serial', value: known, candidates: [] };
    expect(classifyCode(text, knowing(known))).toMatchObject(expected);
  });

  it('leave it open when both readings are known', () => {
    const code = classifyCode('SC39XK2PQJG5H', knowing('SC39XK2PQJG5H', 'C39XK2PQJG5H'));
    expect([code.kind, code.candidates.length]).toEqual(['ambiguous', 2]);
  });

  it('change nothing when none of the readings is known', () => {
    expect(classifyCode('C39XK2PQJG5H', knowing('F2LXK0ABJC'))).toEqual(
      classifyCode('C39XK2PQJG5H'),
    );
  });

  it('offer the serial with Y and Z swapped when only that one is known', () => {
    const { kind, candidates } = classifyCode('C39XZ2PQJG5Y', knowing('C39XY2PQJG5Z'));
    const values = candidates.map(({ value }) => value);
    expect([kind, ...values]).toEqual(['ambiguous', 'C39XY2PQJG5Z', 'C39XZ2PQJG5Y']);
  });

  it('never turn an IMEI into a serial', () => {
    const context = { isKnownSerial: () => true };
    expect(classifyCode('359999000001230', context)).toMatchObject({ kind: 'imei' });
  });
});

describe('an asset tag', () => {
  it('is what the table resolves, with its serial', () => {
    const code = classifyCode(' inv-00042 ', tagged({ 'INV-00042': ['C39XK2PQJG5H'] }));
    const candidates = [{ kind: 'serial', value: 'C39XK2PQJG5H' }];
    expect(code).toEqual({ input: 'inv-00042', kind: 'assetTag', value: 'INV-00042', candidates });
  });

  it('may have the form of a serial', () => {
    const code = classifyCode('ACME000123', tagged({ ACME000123: ['C39XK2PQJG5H'] }));
    expect(code).toMatchObject({ kind: 'assetTag', value: 'ACME000123' });
  });

  it('is left open when it belongs to two devices', () => {
    const code = classifyCode('4711', tagged({ '4711': ['C39XK2PQJG5H', 'F2LXK0ABJC'] }));
    expect([code.kind, code.candidates.length]).toEqual(['ambiguous', 2]);
  });

  it('is left open when it is a known serial as well', () => {
    const context = { ...tagged({ F2LXK0ABJC: ['C39XK2PQJG5H'] }), ...knowing('F2LXK0ABJC') };
    expect([classifyCode('F2LXK0ABJC', context).kind]).toEqual(['ambiguous']);
  });

  it('is nothing when no table has it', () => {
    expect(classifyCode('INV-00042', tagged({}))).toMatchObject({ kind: 'unknown' });
  });

  it('never replaces a badge or a command', () => {
    const context = tagged({ 'RB-OP-4711': ['C39XK2PQJG5H'] });
    expect(classifyCode('RB-OP-4711', context)).toMatchObject({ kind: 'operator' });
  });
});
