import { z } from 'zod';

/**
 * What one scan of a check-in came to. The first five are counted, each with a sound, a shape and a word of its own:
 * `new` a device that was expected, or any where nothing says what is expected; `alreadyHere` it was scanned in this
 * session before; `doneBefore` its migration is over already; `notExpected` the manifest does not name it;
 * `notSerial` names no device. `extra` is another barcode of the same label and counts as nothing.
 */
export const OUTCOMES = ['new', 'alreadyHere', 'doneBefore', 'notExpected', 'notSerial'] as const;
export const countedOutcomeSchema = z.enum(OUTCOMES);
export type CountedOutcome = z.infer<typeof countedOutcomeSchema>;
export const outcomeSchema = z.enum([...OUTCOMES, 'extra']);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Outcomes by which a device comes to be in the session. */
const ARRIVALS: ReadonlySet<Outcome> = new Set(['new', 'doneBefore', 'notExpected']);

export function isArrival(outcome: Outcome): boolean {
  return ARRIVALS.has(outcome);
}

/** What is known of a device at the moment of its scan. */
export interface Arrival {
  readonly isHere: boolean;
  /** Undefined where the session has no manifest. */
  readonly isExpected: boolean | undefined;
  /** Intune has it, or it was handed over. */
  readonly isDone: boolean;
}

/** The outcome for a code that names one device. What needs a person comes before what is only worth knowing. */
export function outcomeOf({ isHere, isExpected, isDone }: Arrival): CountedOutcome {
  if (isHere) return 'alreadyHere';
  if (isExpected === false) return 'notExpected';
  return isDone ? 'doneBefore' : 'new';
}
