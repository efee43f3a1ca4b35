import { classifyCode } from '../../core/identifiers/classify-code.ts';
import type { ClassifiedCode } from '../../core/identifiers/code.ts';
import { serialNumberSchema, type SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Desk } from './desk.ts';

/** What a text is, for a bench that knows a manifest and a fleet. Writes nothing. */
export function readCode(desk: Desk, text: string): ClassifiedCode {
  return classifyCode(text, {
    assetTags: desk.roster.serialsOfAssetTag,
    isKnownSerial: (serial) => isKnown(desk, serial),
  });
}

/** The serials this code names, through the manifest or the mirror where it takes one. */
export function serialsNamed(desk: Desk, code: ClassifiedCode): readonly SerialNumber[] {
  if (code.kind === 'serial') {
    const serial = serialNumberSchema.safeParse(code.value);
    return serial.success ? [serial.data] : [];
  }
  return [...new Set(readingsIn(code).flatMap((reading) => serialsOf(desk, reading)))];
}

/** Everything that a code may mean. */
export function readingsIn(code: ClassifiedCode): readonly Reading[] {
  return code.candidates.length > 0 ? code.candidates : [code];
}
type Reading = Pick<ClassifiedCode, 'kind' | 'value'>;

function serialsOf(desk: Desk, reading: Reading): readonly SerialNumber[] {
  const serial = reading.kind === 'serial' && serialNumberSchema.safeParse(reading.value).data;
  if (serial) return isKnown(desk, serial) ? [serial] : [];
  return desk.mirror.resolve(reading);
}

function isKnown(desk: Desk, serial: SerialNumber): boolean {
  return !!desk.mirror.fact(serial, 'membership') || !!desk.roster.expectationOf(serial);
}
