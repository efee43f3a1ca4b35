import type { Card } from '../../contract/desk.ts';
import type { CaseState } from '../../core/custody/case-state.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import { MINUTE, type Instant } from '../../core/time.ts';
import type { Reply } from '../engine.ts';
import { cardOf, deviceStateOf } from './card.ts';
import { slotsOf } from './case-view.ts';
import type { Desk } from './desk.ts';
import { recordEvidence } from './evidence.ts';
import { permitPairing } from './permit-pairing.ts';
import { state } from './statements.ts';
import { tell } from './tell.ts';
import { undoneIds } from './undone.ts';

/** A re-scan confirms what is about to be done, not what was done this morning. */
const RESCAN_COUNTS_FOR = 30 * MINUTE;

interface Confirmed {
  readonly serial: SerialNumber;
  readonly rescanned: SerialNumber;
}

/** The operator begins to erase by hand. Only while the verdict says RESET NOW, and for the device re-scanned. */
export function startReset(desk: Desk, confirmed: Confirmed): Reply<Card> {
  const { serial } = confirmed;
  const newest = deviceStateOf(desk, serial).cases[0];
  if (timesIdentified(newest) < 2 || !isRescanned(desk, confirmed))
    return failure({ code: 'serialDiffers' });
  if (cardOf(desk, serial).verdict.lane !== 'clear') return failure({ code: 'notOffered' });
  const slot = slotsOf(desk, serial).find(({ device }) => device?.goneSince === undefined);
  const data = { slot: slot?.port, ecid: slot?.device?.ecid };
  return state(desk, serial, { type: 'resetStarted', data });
}

/** A device that named itself was identified once already, and better than by a label. */
function timesIdentified(newest: CaseState | undefined): number {
  return (newest?.scans ?? 0) + (newest?.readAt === undefined ? 0 : 1);
}

/** The operator says that it was erased. The weakest evidence, and the only one for devices without USB. */
export function attestReset(desk: Desk, confirmed: Confirmed): Reply<Card> {
  const { serial } = confirmed;
  const newest = deviceStateOf(desk, serial).cases[0];
  if (!newest || ['none', 'recorded'].includes(newest.reset.step)) {
    return failure({ code: 'notOffered' });
  }
  const isScannedSince = (newest.scannedAt ?? 0) >= begunAt(newest);
  if (!isScannedSince || !isRescanned(desk, confirmed)) return failure({ code: 'serialDiffers' });
  const attested = state(desk, serial, { type: 'resetAttested', data: {} });
  if (!attested.ok) return attested;
  const recorded = recordEvidence(desk, serial, {});
  if (recorded && !recorded.ok) return recorded;
  permitPairing(desk, serial);
  const card = cardOf(desk, serial);
  tell(desk, card);
  return success(card);
}

/** When the operator began, or when the bench first said that it may be erased. */
function begunAt({ reset, openedAt }: CaseState): Instant {
  return reset.startedAt ?? reset.expectedAt ?? openedAt;
}

/**
 * The window says which serial was scanned again; the ledger must say so too. Commands and badges may come
 * between, another device may not.
 */
function isRescanned(desk: Desk, { serial, rescanned }: Confirmed): boolean {
  const undone = undoneIds(desk);
  const newest = desk.ledger
    .newest(['codeScanned'], 50)
    .find((event) => !undone.has(event.id) && !isCommandOrBadge(event));
  const isRecent = desk.clock.now() - (newest?.at ?? 0) <= RESCAN_COUNTS_FOR;
  return serial === rescanned && newest?.serial === serial && isRecent;
}

function isCommandOrBadge(event: ReturnType<Desk['ledger']['newest']>[number]): boolean {
  return event.type === 'codeScanned' && ['command', 'operator'].includes(event.data.kind);
}
