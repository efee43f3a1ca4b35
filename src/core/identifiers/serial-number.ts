import { z } from 'zod';

/**
 * Apple serial numbers: 8 to 14 letters and digits, upper case (facts: 11 and 12 legacy, 10 since 2021).
 * Whether such a serial exists only Apple can say.
 */
export const serialNumberSchema = z
  .string()
  .regex(/^[A-Z0-9]{8,14}$/)
  .brand<'SerialNumber'>();
export type SerialNumber = z.infer<typeof serialNumberSchema>;
