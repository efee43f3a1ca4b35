import type { CaseState } from '../../core/custody/case-state.ts';
import type { Happening } from '../../core/custody/event.ts';
import type { ProbeAnswer } from '../../core/ports.ts';
import type { BenchSignal } from '../bench/bench-watch.ts';
import { bindShown } from './bind.ts';
import { breakBond } from './break-bond.ts';
import { deviceStateOf } from './card.ts';
import { serialOn } from './case-view.ts';
import { record, type Desk } from './desk.ts';
import { despiteLedger } from './despite-ledger.ts';
import { recordEvidence } from './evidence.ts';
import type { Follow } from './follow.ts';
import { permitPairing } from './permit-pairing.ts';

/** What USB shows of a device becomes part of its open case, and proof when it amounts to one. */
export function watchResets(desk: Desk, follow: Follow): () => void {
  // Evidence that cannot be kept is no evidence; the next scan tells the operator why.
  return desk.bench.subscribe((signal) => despiteLedger(() => hear(desk, follow, signal)));
}

function hear(desk: Desk, follow: Follow, signal: BenchSignal): void {
  bindShown(desk);
  const slot = desk.bench.slots().find((each) => each.port === signal.slot);
  const misnamed = slot && breakBond(desk, slot);
  if (misnamed) follow.refresh(misnamed);
  const serial = slot && serialOn(desk, slot);
  if (!slot || !serial) return;
  const newest = deviceStateOf(desk, serial).cases[0];
  if (newest && isResetOpen(newest)) keepSignal(desk, newest, signal);
  permitPairing(desk, serial);
  follow.refresh(serial);
}

function isResetOpen({ isOpen, reset }: CaseState): boolean {
  return isOpen && ['expected', 'started', 'gone', 'back'].includes(reset.step);
}

function keepSignal(desk: Desk, newest: CaseState, signal: BenchSignal): void {
  const happening = happeningOf(signal);
  if (!happening || isAnothers(newest, signal)) return;
  // An answer of the probe says something new only of a device that has just come back.
  if (signal.kind === 'changed' && newest.reset.step !== 'back') return;
  const { serial, caseId } = newest;
  record(desk, { serial, caseId }, happening);
  if (happening.type === 'deviceReturned') recordEvidence(desk, serial, happening.data);
}

/** Two devices may tell the same serial: a board that was exchanged, or one that lies. */
function isAnothers({ resetEcid }: CaseState, { device: { ecid } }: BenchSignal): boolean {
  return resetEcid !== undefined && ecid !== undefined && ecid !== resetEcid;
}

/** In recovery, before its answer, or unpaired, nobody knows whether it is in Setup Assistant: that is no "no". */
function happeningOf({ slot, device, kind }: BenchSignal): Happening | undefined {
  const { probe, mode, ecid } = device;
  if (kind === 'changed' && !saysSomething(probe)) return undefined;
  const { isInSetupAssistant, erasedAt, raw = {} } = probe ?? {};
  const signs = probe?.signs && [...probe.signs];
  if (kind === 'left') {
    const wasInSetupAssistant = isInSetupAssistant;
    return { type: 'deviceLeft', data: { slot, ecid, wasInSetupAssistant, signs } };
  }
  const told = { isInSetupAssistant, erasedAt, signs };
  return { type: 'deviceReturned', data: { slot, mode, ...told, raw: { ...raw } } };
}

/** Also that it asked its user, or refused: what proves nothing is kept as well, as what it is. */
function saysSomething(probe: ProbeAnswer | undefined): boolean {
  const { isInSetupAssistant, signs = [], erasedAt, raw = {} } = probe ?? {};
  const isEvidence = isInSetupAssistant === true || signs.length > 0 || erasedAt !== undefined;
  return isEvidence || Object.hasOwn(raw, 'Pair');
}
