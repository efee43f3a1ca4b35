import { z } from 'zod';

/** What the eye sees of a device as it arrives. */
export const CONDITIONS = [
  'swollenBattery',
  'cracked',
  'simInside',
  'noCharger',
  'withCase',
  'waterDamage',
] as const;
export const conditionSchema = z.enum(CONDITIONS);
export type Condition = z.infer<typeof conditionSchema>;

/** A device that must not be charged, opened, or put among others: whoever sees it stops. */
export function isHazard(condition: Condition): boolean {
  return condition === 'swollenBattery';
}
