import { z } from 'zod';

const SERIAL = /^[A-Z0-9]{8,14}$/;

/**
 * Apple serial numbers: 8 to 14 letters and digits, upper case (facts: 11 and 12 legacy, 10 since 2021).
 * Whether such a serial exists only Apple can say.
 */
export const serialNumberSchema = z.string().regex(SERIAL).brand<'SerialNumber'>();
export type SerialNumber = z.infer<typeof serialNumberSchema>;

/** Has this text the form of a serial? Says nothing about what else it may be (see `classifyCode`). */
export function isSerialNumber(text: string): text is SerialNumber {
  return SERIAL.test(text);
}
