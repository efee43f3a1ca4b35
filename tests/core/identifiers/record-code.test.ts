import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../src/core/identifiers/classify-code.ts';
import { readRecordCode, recordCodeText } from '../../../src/core/identifiers/record-code.ts';
import { serialNumberSchema } from '../../../src/core/identifiers/serial-number.ts';

const record = {
  serial: serialNumberSchema.parse('C39ZK2PQJY5H'),
  eventId: '019f2c3a-1b2c-7d3e-8f90-123456789abc',
  sequence: 57,
  hash: '0123456789abcdef'.repeat(4),
};
const text = recordCodeText(record);

describe('the code of a reset record', () => {
  it('is read as it was written', () => {
    expect(readRecordCode(text)).toEqual(record);
  });

  it.each([
    ['in capitals', text.toUpperCase()],
    ['from a US scanner on a German layout', typedGerman(text)],
  ])('is read %s', (_how, typed) => {
    expect(readRecordCode(typed)).toEqual(record);
  });

  it.each([
    ['cut off', text.slice(0, -1)],
    ['with more after it', `${text}0`],
    ['of no serial', text.replace(record.serial, 'ABC')],
    ['of a place that no event has', text.replace(':57:', ':0:')],
    ['of a hand-off', `RB1:Bench 1:57:${record.hash}`],
  ])('is none when it is %s', (_what, strange) => {
    expect(readRecordCode(strange)).toBeUndefined();
  });

  it('is known among all other codes, also broken into lines or named by its symbology', () => {
    const broken = `]Q3${text.slice(0, 60)}\n${text.slice(60)}`;
    for (const scanned of [text, broken]) {
      expect(classifyCode(scanned)).toMatchObject({ kind: 'resetRecord', value: text });
    }
  });

  it('is never taken for the serial that it names', () => {
    expect(classifyCode(text).candidates).toEqual([]);
  });
});

function typedGerman(code: string): string {
  const keys: Record<string, string> = { ':': 'Ö', '-': 'ß', Y: 'Z', Z: 'Y' };
  return code.replace(/[:YZ-]/g, (key) => keys[key] ?? key);
}
