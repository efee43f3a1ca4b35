import { z } from 'zod';

/**
 * Why a device was taken out of the line. `verdict`: for the reason that its verdict had then; the others are what
 * somebody at the bench knows and no cloud says.
 */
export const SET_ASIDE_CAUSES = [
  'verdict',
  'swollenBattery',
  'damaged',
  'wrongDevice',
  'forRepair',
  'awaitingUser',
  'other',
] as const;
export const setAsideCauseSchema = z.enum(SET_ASIDE_CAUSES);
export type SetAsideCause = z.infer<typeof setAsideCauseSchema>;

/** Causes that somebody chooses; the others are found. */
export const CHOSEN_CAUSES = SET_ASIDE_CAUSES.filter((cause) => cause !== 'verdict');
