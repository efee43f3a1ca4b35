import type { CustodyEvent } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { evidenceOf } from '../../core/reset/machine.ts';
import type { Instant } from '../../core/time.ts';
import type { Reply } from '../engine.ts';
import { deviceStateOf } from './card.ts';
import { nowOf, record, type Desk } from './desk.ts';

interface Shown {
  readonly raw?: Readonly<Record<string, string>>;
  readonly erasedAt?: Instant | undefined;
}

/**
 * Writes the reset record once the machine says that the reset is proven, with the raw answers, and waits for the
 * enrollment from then on. Undefined while nothing is proven.
 */
export function recordEvidence(
  desk: Desk,
  serial: SerialNumber,
  { raw = {}, erasedAt }: Shown,
): Reply<CustodyEvent[]> | undefined {
  const newest = deviceStateOf(desk, serial).cases[0];
  const level = newest && evidenceOf(newest.reset);
  if (!newest || !level || newest.reset.step === 'recorded') return undefined;
  // An enrollment that came before the reset began proves nothing of what came after. It is awaited first: a wait
  // without a record does no harm, a record without a wait would never hear of the enrollment.
  const { startedAt, expectedAt } = newest.reset;
  desk.jobs.awaitEnrollments(
    [serial],
    (startedAt ?? expectedAt ?? newest.openedAt) + desk.mirror.skew(),
  );
  const data = { level, cloudAt: nowOf(desk).cloud, erasedAt, raw: { ...raw } };
  return record(desk, { serial, caseId: newest.caseId }, { type: 'resetRecorded', data });
}
