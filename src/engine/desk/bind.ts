import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { TrackedSlot } from '../bench/bench-watch.ts';
import { deviceStateOf } from './card.ts';
import { candidateOn, serialOn } from './case-view.ts';
import { record, type Desk } from './desk.ts';

/** Bonds made in earlier runs, from the ledger. */
export function restoreBindings(desk: Desk): void {
  for (const event of desk.ledger.newest(['deviceBound'], 100_000).toReversed()) {
    if (event.type === 'deviceBound' && event.serial) {
      desk.state.bindings.set(event.data.ecid, event.serial);
    }
  }
}

/**
 * Ties the scanned serial to the ECID of the device it was scanned from: the one on the slot that was named, else
 * the one device whose Wi-Fi address suggests this serial. The bond holds for good (design.md §5).
 */
export function bindScanned(
  desk: Desk,
  scanned: { serial: SerialNumber; caseId: string; slot?: string | undefined },
): void {
  const { serial, caseId } = scanned;
  const slot = slotToBind(desk, scanned);
  const ecid = slot?.device?.ecid;
  if (!slot || !ecid || slot.device?.goneSince !== undefined || serialOn(desk, slot)) return;
  desk.state.bindings.set(ecid, serial);
  record(desk, { serial, caseId }, { type: 'deviceBound', data: { ecid, slot: slot.port } });
}

/** A scan may come before the device has said who it is: then its answer finds the card still up. */
export function bindShown(desk: Desk): void {
  const { shown } = desk.state;
  if (!shown) return;
  const newest = deviceStateOf(desk, shown).cases[0];
  if (!newest?.isOpen || newest.scannedAt === undefined) return;
  bindScanned(desk, { serial: shown, caseId: newest.caseId });
}

function slotToBind(
  desk: Desk,
  { serial, slot }: { serial: SerialNumber; slot?: string | undefined },
): TrackedSlot | undefined {
  const slots = desk.bench.slots();
  if (slot) return slots.find((each) => each.port === slot);
  const suggested = slots.filter((each) => candidateOn(desk, each) === serial);
  return suggested.length === 1 ? suggested[0] : undefined;
}
