import type { Occupant, Slots } from '../../contract/bench.ts';
import type { DeviceFamily, Hardware } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { TrackedDevice, TrackedSlot } from '../bench/bench-watch.ts';
import { deviceStateOf, stepShown, verdictOf } from './card.ts';
import { candidateOn, serialOn } from './case-view.ts';
import type { Desk } from './desk.ts';

/** The slots panel as the window shows it. */
export function slotsView(desk: Desk): Slots {
  return {
    unavailable: desk.bench.unavailable,
    slots: desk.bench.slots().map((slot) => {
      const occupant = slot.device && occupantOf(desk, slot, slot.device);
      const { port, number, name } = slot;
      return { port, number, name, occupant: isForgotten(occupant) ? undefined : occupant };
    }),
  };
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
    serial,
    candidate,
  };
}

function seenOf({ probe, mode, goneSince }: TrackedDevice, hardware: Hardware | undefined) {
  return {
    mode,
    family: hardware?.family ?? familyOf(probe?.productType),
    model: hardware?.model,
    name: probe?.deviceName,
    batteryPercent: probe?.batteryPercent,
    isInSetupAssistant: probe?.isInSetupAssistant ?? false,
    goneSince,
  };
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

/** Product types begin with the family: `iPhone15,2`, `iPad13,1` (docs/protocol/apple-usb.md#names). */
function familyOf(productType: string | undefined): DeviceFamily {
  const families = ['iPhone', 'iPad', 'AppleTV', 'Watch', 'Mac'] as const;
  return families.find((family) => productType?.startsWith(family)) ?? 'unknown';
}
