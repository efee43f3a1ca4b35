import { z } from 'zod';

/** What somebody at the bench knows and no cloud says. */
export const CHOSEN_CAUSES = [
  'swollenBattery',
  'damaged',
  'wrongDevice',
  'forRepair',
  'awaitingUser',
  'other',
] as const;

/** Why a device was taken out of the line. `verdict`: for the reason that its verdict had then. */
export const SET_ASIDE_CAUSES = ['verdict', ...CHOSEN_CAUSES] as const;
export const setAsideCauseSchema = z.enum(SET_ASIDE_CAUSES);
export type SetAsideCause = z.infer<typeof setAsideCauseSchema>;
