import { hashOf } from '../../src/core/chance.ts';
import { serialNumberSchema, type SerialNumber } from '../../src/core/identifiers/serial-number.ts';
import { SERVICE } from '../../src/sandbox/campaign/organization.ts';
import { createManualClock, type ManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { SimulatedDevice } from '../../src/sandbox/world/device.ts';

/** The sandbox's clouds with a larger fleet, on a clock of its own: Apple's paging, quotas, activities and lag. */
export interface LargeSandbox {
  readonly clock: ManualClock;
  readonly sandbox: Sandbox;
  readonly serials: readonly SerialNumber[];
}

/**
 * The campaign as it is, and copies of those of its devices that are in Intune already: so the devices that must be
 * moved, or whose lock is asked for, are the campaign's own. Of the former no more than `toMove`. None misbehaves or
 * was released: what Apple refuses to move is re-read several times by design, whatever lists cost.
 */
export function aLargeSandbox(devices: number, toMove: number): LargeSandbox {
  const clock = createManualClock(SANDBOX_START);
  const sandbox = createSandbox({ clock });
  const { devices: all } = sandbox.world.state;
  const members = [...all.values()].filter((device) => device.isMember);
  for (const device of members) Object.assign(device, { quirk: null, releasedAt: null });
  for (const device of members.filter(isMovable).slice(toMove)) moveAway(device);
  const settled = members.filter(isInIntune);
  for (let number = 0; all.size < devices; number += 1) {
    const device = settled[number % settled.length];
    if (!device) break;
    const copy = copyOf(device, number);
    all.set(copy.hardware.serial, copy);
  }
  mixUp(all);
  return { clock, sandbox, serials: [...all.values()].map(({ hardware }) => hardware.serial) };
}

/** Apple promises no order: what is looked for may stand on any page. */
function mixUp(all: Map<string, SimulatedDevice>): void {
  const mixed = [...all].toSorted(([one], [other]) => hashOf(one) - hashOf(other));
  all.clear();
  for (const [serial, device] of mixed) all.set(serial, device);
}

const FORMER: readonly (string | null)[] = [
  SERVICE.oldMdm,
  SERVICE.carrier,
  SERVICE.configurator,
  null,
];

function isMovable({ serviceId }: SimulatedDevice): boolean {
  return FORMER.includes(serviceId);
}

function isInIntune({ serviceId, enrollments }: SimulatedDevice): boolean {
  return [SERVICE.offices, SERVICE.stores].some((id) => id === serviceId) && enrollments.length > 0;
}

/** To a service that nobody named: a device there is never moved. */
function moveAway(device: SimulatedDevice): void {
  device.serviceId = SERVICE.lab;
  device.previousServiceId = SERVICE.lab;
}

const ALPHABET = '0123456789CDFGHJKLMNPQRTVWXY';

/** The same device with another serial, and rows at Intune of its own. */
function copyOf(device: SimulatedDevice, number: number): SimulatedDevice {
  const copy = structuredClone(device);
  const serial = serialNumberSchema.parse(`ZZ${digits(number)}`);
  return {
    ...copy,
    hardware: { ...copy.hardware, serial },
    identities: copy.identities.map((row) => ({ ...row, id: `${row.id}-${number}` })),
    enrollments: copy.enrollments.map((row) => ({ ...row, id: `${row.id}-${number}` })),
  };
}

/** Ten signs, different for each number. */
function digits(number: number): string {
  let text = '';
  for (let left = number; text.length < 10; left = Math.floor(left / ALPHABET.length)) {
    text = (ALPHABET[left % ALPHABET.length] ?? '0') + text;
  }
  return text;
}
