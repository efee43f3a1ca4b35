import type { Card } from '../../contract/desk.ts';
import type { CaseState } from '../../core/custody/case-state.ts';
import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { evidenceOf } from '../../core/reset/machine.ts';
import { failure, success } from '../../core/result.ts';
import type { Instant } from '../../core/time.ts';
import type { BenchSignal } from '../bench/bench-watch.ts';
import type { Reply } from '../engine.ts';
import { bindShown } from './bind.ts';
import { cardOf, deviceStateOf } from './card.ts';
import { serialOn, slotsOf } from './case-view.ts';
import { nowOf, record, type Desk } from './desk.ts';
import type { Follow } from './follow.ts';
import { state } from './statements.ts';
import { tell } from './tell.ts';

/** The operator begins to erase by hand. Only while the verdict says RESET NOW, and for the device re-scanned. */
export function startReset(desk: Desk, serial: SerialNumber, rescanned: SerialNumber): Reply<Card> {
  if (!isRescanned(desk, serial, rescanned)) return failure({ code: 'serialDiffers' });
  if (cardOf(desk, serial).verdict.lane !== 'clear') return failure({ code: 'notOffered' });
  const slot = slotsOf(desk, serial)[0];
  const data = slot ? { slot: slot.port } : {};
  const started = state(desk, serial, { type: 'resetStarted', data });
  if (started.ok && slot) desk.bench.allowPairing(slot.port, true);
  return started;
}

/** The operator says that it was erased. The weakest evidence, and the only one for devices without USB. */
export function attestReset(
  desk: Desk,
  serial: SerialNumber,
  rescanned: SerialNumber,
): Reply<Card> {
  if (!isRescanned(desk, serial, rescanned)) return failure({ code: 'serialDiffers' });
  const step = deviceStateOf(desk, serial).cases[0]?.reset.step;
  if (!step || step === 'none' || step === 'recorded') return failure({ code: 'notOffered' });
  const attested = state(desk, serial, { type: 'resetAttested', data: {} });
  if (!attested.ok) return attested;
  recordEvidence(desk, serial, {});
  const card = cardOf(desk, serial);
  tell(desk, card);
  return success(card);
}

/** The window says which serial was scanned again; the ledger must say so too: the newest scan of this bench. */
function isRescanned(desk: Desk, serial: SerialNumber, rescanned: SerialNumber): boolean {
  const [newest] = desk.ledger.newest(['codeScanned'], 1);
  return serial === rescanned && newest?.serial === serial;
}

/** What USB shows of a device becomes part of its open case, and proof when it amounts to one. */
export function watchResets(desk: Desk, follow: Follow): () => void {
  return desk.bench.subscribe((signal) => {
    bindShown(desk);
    const slot = desk.bench.slots().find((each) => each.port === signal.slot);
    const serial = slot && serialOn(desk, slot);
    if (!serial) return;
    if (isResetOpen(desk, serial)) keepSignal(desk, serial, signal);
    follow.refresh(serial);
  });
}

function isResetOpen(desk: Desk, serial: SerialNumber): boolean {
  const newest = deviceStateOf(desk, serial).cases[0];
  return !!newest?.isOpen && ['expected', 'started', 'gone', 'back'].includes(newest.reset.step);
}

function keepSignal(desk: Desk, serial: SerialNumber, signal: BenchSignal): void {
  const happening = happeningOf(signal);
  const newest = deviceStateOf(desk, serial).cases[0];
  if (!happening || !newest) return;
  const isRepeated = signal.kind === 'changed' && newest.reset.step !== 'back';
  if (isRepeated) return;
  record(desk, { serial, caseId: newest.caseId }, happening);
  if (happening.type === 'deviceReturned') recordEvidence(desk, serial, happening.data.raw, signal);
}

function happeningOf(signal: BenchSignal): Happening | undefined {
  const { slot, device, kind } = signal;
  const isInSetupAssistant = device.probe?.isInSetupAssistant ?? false;
  if (kind === 'left') {
    return { type: 'deviceLeft', data: { slot, wasInSetupAssistant: isInSetupAssistant } };
  }
  if (kind === 'changed' && !isInSetupAssistant) return undefined;
  const raw = { ...device.probe?.raw };
  const erasedAt = device.probe?.erasedAt;
  const stamp = erasedAt === undefined ? {} : { erasedAt };
  const data = { slot, mode: device.mode, isInSetupAssistant, ...stamp, raw };
  return { type: 'deviceReturned', data };
}

/** Writes the reset record once the machine says that the reset is proven, with the raw answers. */
function recordEvidence(
  desk: Desk,
  serial: SerialNumber,
  raw: Readonly<Record<string, string>>,
  signal?: BenchSignal,
): void {
  const newest = deviceStateOf(desk, serial).cases[0];
  const level = newest && evidenceOf(newest.reset);
  if (!newest || !level) return;
  const erasedAt = signal?.device.probe?.erasedAt;
  const data = { level, cloudAt: nowOf(desk).cloud, erasedAt, raw };
  const kept = record(desk, { serial, caseId: newest.caseId }, { type: 'resetRecorded', data });
  if (!kept.ok) return;
  if (signal) desk.bench.allowPairing(signal.slot, false);
  desk.jobs.awaitEnrollment(serial, begunAt(newest) + desk.mirror.skew());
}

/** An enrollment that came before the reset began proves nothing of what came after. */
function begunAt({ reset, openedAt }: CaseState): Instant {
  return reset.startedAt ?? reset.expectedAt ?? openedAt;
}
