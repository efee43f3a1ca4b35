import type { DeviceFactKind } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { fleetPatchOf, joinedPatch } from './fleet-patch.ts';
import type { Store } from './store.ts';

/** Brings the line of a device up to what these facts say now: read together, written once. */
export function noteDevice(
  { facts, fleet, changed }: Pick<Store, 'facts' | 'fleet' | 'changed'>,
  serial: SerialNumber,
  kinds: readonly DeviceFactKind[],
): void {
  changed.note(serial);
  const known = facts.some(serial, kinds);
  const patches = kinds.flatMap((kind) => fleetPatchOf(kind, known[kind]) ?? []);
  if (patches.length > 0) fleet.note(serial, patches.reduce(joinedPatch));
}
