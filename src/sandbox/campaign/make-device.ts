import type { Chance } from '../../core/chance.ts';
import type { Instant } from '../../core/time.ts';
import type { Hardware, SimulatedDevice } from '../world/device.ts';
import type { MadeHardware } from './hardware.ts';
import people from './people.json' with { type: 'json' };

const FAMILIES_THAT_MIGRATE: readonly string[] = ['iPhone', 'iPad', 'Mac'];

/** A device in somebody's hands that no service has yet; a situation then says where it stands. */
export function makeDevice(made: MadeHardware, chance: Chance, startAt: Instant): SimulatedDevice {
  const { hardware, osVersion } = made;
  const owner = makePerson(chance);
  return {
    hardware,
    isMember: true,
    serviceId: null,
    previousServiceId: null,
    assignedAt: Math.min(hardware.addedAt, startAt),
    visibleAt: 0,
    releasedAt: null,
    appleProfileId: null,
    lock: 'NONE',
    isMigrationCapable: canMigrate(hardware, osVersion),
    migration: null,
    identities: [],
    enrollments: [],
    stage: 'inUse',
    managedBy: null,
    mode: 'normal',
    isAway: false,
    name: `${owner.firstName}'s ${hardware.family}`,
    owner: owner.address,
    osVersion,
    batteryPercent: chance.between(31, 100),
    hasActiveEsim: hardware.eid !== '' && chance.isLikely(0.4),
    erasedAt: null,
    pairedAt: null,
    symptom: null,
    quirk: null,
  };
}

/** Apple's migration without erasing needs OS 26 and a device that Apple or a reseller added. */
function canMigrate(hardware: Hardware, osVersion: string): boolean {
  const isRecent = Number.parseInt(osVersion, 10) >= 26;
  const isFull = hardware.purchaseSource !== 'MANUALLY_ADDED';
  return isRecent && isFull && FAMILIES_THAT_MIGRATE.includes(hardware.family);
}

function makePerson(chance: Chance): { firstName: string; address: string } {
  const firstName = chance.pick(people.firstNames as [string, ...string[]]);
  const lastName = chance.pick(people.lastNames as [string, ...string[]]);
  const address = `${firstName}.${lastName}@aldermoor.example`.toLowerCase();
  return { firstName, address };
}
