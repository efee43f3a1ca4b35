import type { Occupant, Slots } from '../../contract/bench.ts';
import type { DeviceFamily } from '../../core/facts/device-facts.ts';
import type { TrackedDevice, TrackedSlot } from '../bench/bench-watch.ts';
import { deviceStateOf, verdictOf } from './card.ts';
import { candidateOn, serialOn } from './case-view.ts';
import type { Desk } from './desk.ts';

/** The slots panel as the window shows it. */
export function slotsView(desk: Desk): Slots {
  const { unavailable } = desk.bench;
  return {
    ...(unavailable && { unavailable }),
    slots: desk.bench.slots().map((slot) => {
      const occupant = slot.device && occupantOf(desk, slot, slot.device);
      const { port, number, name } = slot;
      return { port, number, name, ...(occupant && !isForgotten(occupant) && { occupant }) };
    }),
  };
}

/** A device that left is kept in sight only while its reset is open. */
function isForgotten({ goneSince, resetStep }: Occupant): boolean {
  return goneSince !== undefined && (resetStep === 'none' || resetStep === 'recorded');
}

function occupantOf(desk: Desk, slot: TrackedSlot, device: TrackedDevice): Occupant {
  const serial = serialOn(desk, slot);
  const candidate = candidateOn(desk, slot);
  const { probe, mode, goneSince } = device;
  const known = serial ?? candidate;
  const hardware = known && desk.mirror.device(known).hardware?.value;
  const state = serial && deviceStateOf(desk, serial);
  return {
    mode,
    family: hardware?.family ?? familyOf(probe?.productType),
    ...(hardware?.model && { model: hardware.model }),
    ...(probe?.deviceName && { name: probe.deviceName }),
    ...(serial && { serial }),
    ...(candidate && { candidate }),
    ...(probe?.batteryPercent !== undefined && { batteryPercent: probe.batteryPercent }),
    isInSetupAssistant: probe?.isInSetupAssistant ?? false,
    ...(serial && state && { lane: verdictOf(desk, serial, state).lane }),
    resetStep: (state && state.cases[0]?.reset.step) ?? 'none',
    ...(goneSince !== undefined && { goneSince }),
  };
}

/** Product types begin with the family: `iPhone15,2`, `iPad13,1` (facts/apple-usb.md). */
function familyOf(productType: string | undefined): DeviceFamily {
  const families = ['iPhone', 'iPad', 'AppleTV', 'Watch', 'Mac'] as const;
  return families.find((family) => productType?.startsWith(family)) ?? 'unknown';
}
