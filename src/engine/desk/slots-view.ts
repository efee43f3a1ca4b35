import type { BenchLack, Occupant, Slots } from '../../contract/bench.ts';
import type { DeviceFamily, Hardware } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { ProbeAnswer } from '../../core/ports.ts';
import type { TrackedDevice, TrackedSlot } from '../bench/bench-watch.ts';
import { modelByProductType } from '../bench/models/model-names.ts';
import { deviceStateOf, stepShown, verdictOf } from './card.ts';
import { candidateOn, serialOn, slotsOf } from './case-view.ts';
import type { Desk } from './desk.ts';

/** The slots panel as the window shows it. */
export function slotsView(desk: Desk): Slots {
  return {
    lacks: lacksOf(desk),
    platform: platformOf(process.platform),
    ...(desk.bench.isListing() && { isListing: true }),
    columns: desk.bench.arranging.columns() ?? undefined,
    slots: desk.bench.slots().map((slot) => {
      const occupant = slot.device && occupantOf(desk, slot, slot.device);
      const { port, ports, number, name } = slot;
      const shown = isForgotten(occupant) ? undefined : occupant;
      return { port, ports: [...ports], number, name, occupant: shown };
    }),
  };
}

/** What the bus says of itself, and what devices in normal mode show to be missing. */
function lacksOf({ bench }: Desk): BenchLack[] {
  const here = bench.slots().filter(({ device }) => device?.goneSince === undefined);
  const symptoms = here.map(({ device }) => device?.probe?.symptom);
  const daemon = (['noDaemon', 'daemonNotPermitted'] as const).filter((each) =>
    symptoms.includes(each),
  );
  const events = bench.lacks.includes('events') ? (['noEvents'] as const) : [];
  return [...busLack(bench), ...events, ...daemon];
}

function busLack({ unavailable, lacks }: Desk['bench']): BenchLack[] {
  if (!unavailable) return [];
  if (lacks.includes('package')) return ['noPackage'];
  return unavailable === 'notPermitted' ? ['busNotPermitted'] : ['noBus'];
}

function platformOf(platform: NodeJS.Platform): Slots['platform'] {
  if (platform === 'win32') return 'windows';
  return platform === 'darwin' ? 'macos' : 'linux';
}

/** A device that left is kept in sight only while its reset is open. */
function isForgotten(occupant: Occupant | undefined): boolean {
  if (occupant?.goneSince === undefined) return false;
  return occupant.resetStep === 'none' || occupant.resetStep === 'recorded';
}

function occupantOf(desk: Desk, slot: TrackedSlot, device: TrackedDevice): Occupant {
  const serial = serialOn(desk, slot);
  const candidate = candidateOn(desk, slot);
  const known = serial ?? candidate;
  const hardware = known && desk.mirror.fact(known, 'hardware')?.value;
  return {
    ...seenOf(device, hardware),
    ...judgedOf(desk, serial),
    symptom: slot.isRestless ? 'reEnumerating' : device.probe?.symptom,
    canLeaveRecovery: device.mode === 'recovery' && desk.bench.exitRecovery !== undefined,
    alsoOn: serial ? otherSlots(desk, slot, serial) : [],
    serial,
    candidate,
  };
}

function otherSlots(desk: Desk, slot: TrackedSlot, serial: SerialNumber): number[] {
  const others = slotsOf(desk, serial).filter(
    ({ port, device }) => port !== slot.port && device?.goneSince === undefined,
  );
  return others.map(({ number }) => number);
}

function seenOf(device: TrackedDevice, hardware: Hardware | undefined) {
  const { probe, mode, goneSince, ecid, udid, productType } = device;
  return {
    mode,
    ecid,
    udid,
    productType,
    family: hardware?.family ?? familyOf(productType),
    model: hardware?.model ?? (productType && modelByProductType(productType)),
    isInSetupAssistant: probe?.isInSetupAssistant ?? false,
    goneSince,
    ...(probe && toldBy(probe)),
  };
}

function toldBy({ deviceName, osVersion, batteryPercent }: ProbeAnswer) {
  return { name: deviceName, osVersion, batteryPercent };
}

function judgedOf(
  desk: Desk,
  serial: SerialNumber | undefined,
): Pick<Occupant, 'lane' | 'resetStep'> {
  if (!serial) return { resetStep: 'none' };
  const state = deviceStateOf(desk, serial);
  const { lane } = verdictOf(desk, serial, state);
  return { lane, resetStep: stepShown(state.cases[0]) };
}

/** Product types begin with the family: `iPhone15,2`, `iPad13,1`; a T2 is in a Mac (docs/protocol/apple-usb.md#names). */
function familyOf(productType: string | undefined): DeviceFamily {
  if (productType?.startsWith('iBridge')) return 'Mac';
  const families = ['iPhone', 'iPad', 'AppleTV', 'Watch', 'Mac'] as const;
  return families.find((family) => productType?.startsWith(family)) ?? 'unknown';
}
