import type { DeviceFacts } from '../../core/facts/device-facts.ts';
import { fleetPatchOf } from './fleet-patch.ts';
import { NOTHING_KNOWN, type Traits } from './traits-table.ts';

/** What one device is counted by, worked out as the fleet's table does it. */
export function traitsOf(device: DeviceFacts): Traits {
  const { hardware, membership, assignment, identities, enrollments } = device;
  return {
    ...NOTHING_KNOWN,
    ...fleetPatchOf('hardware', hardware)?.traits,
    ...fleetPatchOf('membership', membership)?.traits,
    ...fleetPatchOf('assignment', assignment)?.traits,
    ...fleetPatchOf('identities', identities)?.traits,
    ...fleetPatchOf('enrollments', enrollments)?.traits,
  };
}
