import type { DeviceFactKind } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { fleetPatchOf } from './fleet-patch.ts';
import type { Store } from './store.ts';

/** Brings the line of a device up to what these facts say now. */
export function noteDevice(
  { facts, fleet }: Pick<Store, 'facts' | 'fleet'>,
  serial: SerialNumber,
  kinds: readonly DeviceFactKind[],
): void {
  for (const kind of kinds) {
    const patch = fleetPatchOf(kind, facts.one(serial, kind));
    if (patch) fleet.note(serial, patch);
  }
}
