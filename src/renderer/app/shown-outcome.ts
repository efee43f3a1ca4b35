import type { CheckInReply } from '../../contract/check-in.ts';
import type { Outcome } from '../../core/sessions/outcome.ts';
import type { Earcon } from '../sound/earcons.ts';

/** What the big band says: the outcome of the scan, unless something about the device is more urgent. */
export type ShownOutcome = Outcome | 'wrongBox' | 'hazard';

export function shownOutcome({ line, arrival }: CheckInReply): ShownOutcome {
  if (line.conditions.includes('swollenBattery')) return 'hazard';
  return arrival?.isWrongBox && line.outcome !== 'notExpected' ? 'wrongBox' : line.outcome;
}

/** What is heard of it; another barcode of a label is heard as nothing. */
export function soundOf(reply: CheckInReply): Earcon | undefined {
  const shown = shownOutcome(reply);
  if (shown === 'extra') return undefined;
  if (shown === 'hazard') return 'stop';
  if (shown === 'wrongBox') return 'notExpected';
  return shown === 'new' ? 'accepted' : shown;
}
