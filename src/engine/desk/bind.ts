import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { TrackedSlot } from '../bench/bench-watch.ts';
import { forgetBond } from './break-bond.ts';
import { deviceStateOf } from './card.ts';
import { candidateOn, serialOn } from './case-view.ts';
import { record, type Desk } from './desk.ts';
import { undoneIds } from './undone.ts';

interface Scanned {
  readonly serial: SerialNumber;
  readonly caseId: string;
  readonly scanId: string;
  /** The port whose device the operator chose before scanning. */
  readonly slot?: string | undefined;
}

/** Bonds made in earlier runs, or meanwhile by the bench beside a visitor, from the ledger. */
export function restoreBindings(desk: Desk, most = 100_000): void {
  const undone = undoneIds(desk);
  for (const event of desk.ledger.newest(['deviceBound', 'bondBroken'], most).toReversed()) {
    if (undone.has(event.id) || !event.serial) continue;
    if (event.type === 'deviceBound') desk.state.bindings.set(event.data.ecid, event.serial);
    if (event.type === 'bondBroken') forgetBond(desk, event.data);
  }
}

/**
 * Ties the scanned serial to the ECID of the device it was scanned from: the one on the slot that was named, else
 * the one device whose Wi-Fi address suggests this serial. The bond holds for good, so nothing is tied that anything
 * speaks against: another serial suggested by the device, or another ECID of the serial.
 */
export function bindScanned(desk: Desk, scanned: Scanned): void {
  const { serial, caseId, scanId } = scanned;
  const slot = slotToBind(desk, scanned);
  const ecid = slot?.device?.ecid;
  if (!slot || !ecid || speaksAgainst(desk, slot, { serial, ecid })) return;
  const data = { ecid, slot: slot.port, scanId };
  const kept = record(desk, { serial, caseId }, { type: 'deviceBound', data });
  if (kept.ok) desk.state.bindings.set(ecid, serial);
}

function speaksAgainst(
  desk: Desk,
  slot: TrackedSlot,
  { serial, ecid }: { serial: SerialNumber; ecid: string },
): boolean {
  const isGone = slot.device?.goneSince !== undefined;
  const isBound = desk.state.bindings.get(ecid) === serial;
  const isKnown = isBound || (serialOn(desk, slot) ?? serial) !== serial;
  const candidate = candidateOn(desk, slot) ?? serial;
  return isGone || isKnown || candidate !== serial || hasOtherEcid(desk, serial, ecid);
}

/** A scan may come before the device has said who it is: then its answer finds the card still up. */
export function bindShown(desk: Desk): void {
  const { shown } = desk.state;
  const newest = shown && deviceStateOf(desk, shown).cases[0];
  if (!newest?.isOpen || newest.scanId === undefined) return;
  bindScanned(desk, { serial: newest.serial, caseId: newest.caseId, scanId: newest.scanId });
}

function slotToBind(desk: Desk, { serial, slot }: Scanned): TrackedSlot | undefined {
  const slots = desk.bench.slots();
  if (slot) return slots.find(({ ports }) => ports.includes(slot));
  const suggested = slots.filter((each) => isSuggested(desk, each, serial));
  return suggested.length === 1 ? suggested[0] : undefined;
}

/** By its Wi-Fi address, or by what it read of itself in recovery. */
function isSuggested(desk: Desk, slot: TrackedSlot, serial: SerialNumber): boolean {
  return candidateOn(desk, slot) === serial || slot.device?.serialRead === serial;
}

function hasOtherEcid(desk: Desk, serial: SerialNumber, ecid: string): boolean {
  return [...desk.state.bindings].some(([other, bound]) => bound === serial && other !== ecid);
}
