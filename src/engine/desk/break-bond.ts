import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { TrackedSlot } from '../bench/bench-watch.ts';
import { deviceStateOf } from './card.ts';
import { openCase } from './case.ts';
import { record, type Desk } from './desk.ts';

interface BrokenBond {
  readonly ecid: string;
  readonly scanned: SerialNumber;
  readonly read: SerialNumber;
}

/**
 * A device that reads another serial than the one that was scanned from it wears the label of another: the bond counts
 * no more, and neither of the two goes on until it is scanned again. Gives back the serial whose bond was broken.
 */
export function breakBond(desk: Desk, slot: TrackedSlot): SerialNumber | undefined {
  const data = contradictionOn(desk, slot);
  if (!data) return undefined;
  const { scanned, read } = data;
  const happening = { type: 'bondBroken', data } as const;
  // Whose label it was is not here: where its stay is over, none is opened for it.
  const before = deviceStateOf(desk, scanned).cases[0]?.caseId ?? null;
  const { caseId, opening } = openCase(desk, read, 'usb');
  const kept = record(desk, { serial: scanned, caseId: before }, happening);
  if (!kept.ok) return undefined;
  if (!record(desk, { serial: read, caseId }, ...opening, happening).ok) return undefined;
  forgetBond(desk, data);
  return scanned;
}

/** The serial may be bound anew meanwhile. */
export function forgetBond(
  { state: { bindings } }: Desk,
  { ecid, scanned }: Pick<BrokenBond, 'ecid' | 'scanned'>,
): void {
  if (bindings.get(ecid) === scanned) bindings.delete(ecid);
}

function contradictionOn(desk: Desk, { device }: TrackedSlot): BrokenBond | undefined {
  if (!device?.ecid || !device.serialRead) return undefined;
  const { ecid, serialRead: read } = device;
  const scanned = desk.state.bindings.get(ecid);
  return scanned === undefined || scanned === read ? undefined : { ecid, scanned, read };
}
