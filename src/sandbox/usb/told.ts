import { chanceOf } from '../../core/chance.ts';
import type { ProbeAnswer } from '../../core/ports.ts';
import { MINUTE } from '../../core/time.ts';
import type { SimulatedDevice } from '../world/device.ts';
import { onBenchTime, type World } from '../world/world.ts';
import { serialTold } from './usb-strings.ts';

/** A device that finds a network activates by itself so long after its erase. */
const ACTIVATES_AFTER = 3 * MINUTE;

/**
 * What a device in normal mode tells anybody (docs/protocol/apple-usb.md#names). Setup Assistant knows no other name
 * than that of the class, so that one with another name was set up (docs/protocol/apple-usb.md#evidence-of-a-reset).
 */
export function toldToAnybody(device: SimulatedDevice): ProbeAnswer {
  const { hardware, name, osVersion } = device;
  const wifiMacAddress = (hardware.wifiMac.match(/../g) ?? []).join(':').toLowerCase();
  return {
    ecid: hardware.ecid,
    udid: hardware.udid,
    productType: hardware.productType,
    deviceName: name,
    osVersion,
    wifiMacAddress,
    ...(!name.startsWith(hardware.family) && { isInSetupAssistant: false }),
    raw: {
      DeviceClass: hardware.family,
      DeviceName: name,
      ProductType: hardware.productType,
      ProductVersion: osVersion,
      UniqueChipID: BigInt(`0x${hardware.ecid}`).toString(),
      UniqueDeviceID: hardware.udid,
      WiFiAddress: wifiMacAddress,
    },
  };
}

/** What it tells besides in a session, to a computer that it trusts. */
export function toldInSession(world: World, device: SimulatedDevice): ProbeAnswer {
  const serialNumber = serialTold(device);
  const { stage, batteryPercent, hasActiveEsim: hasEsim } = device;
  const isUnactivated = stage !== 'inUse' && !hasActivated(world, device);
  return {
    serialNumber,
    batteryPercent,
    hasEsim,
    // What Setup Assistant has written says that it is over; nobody gets to its end without being activated.
    ...(stage === 'inUse' && { isInSetupAssistant: false }),
    ...(isUnactivated && { isInSetupAssistant: true }),
    signs: [
      ...(isUnactivated ? (['unactivated'] as const) : []),
      ...(stage === 'inUse' ? [] : (['setupStateAbsent'] as const)),
    ],
    raw: {
      ActivationState: isUnactivated ? 'Unactivated' : 'Activated',
      SetupState: stage === 'inUse' ? 'SetupUsingAssistant' : 'absent',
    },
  };
}

/** What it is asked in a session only while it may be paired: all else that speaks for a reset. */
export function toldOfReset(device: SimulatedDevice): ProbeAnswer {
  const stamp = stampOf(device);
  const isOpen = device.stage !== 'inUse';
  return {
    ...(isOpen && { signs: ['cloudConfigurationOpen'] }),
    ...(stamp && { erasedAt: stamp.erasedAt }),
    raw: {
      obliteration: stamp?.text ?? 'absent',
      CloudConfiguration: isOpen ? 'none' : 'CloudConfigurationUIComplete=true',
    },
  };
}

/** Half of the devices find a network by themselves; an Activation Lock lets none through. */
function hasActivated(world: World, device: SimulatedDevice): boolean {
  const { hardware, stage, erasedAt, quirk } = device;
  if (stage === 'activationLocked' || quirk?.kind === 'findsNoNetwork') return false;
  const hasNetwork = chanceOf(world.seed, `network/${hardware.serial}`).isLikely(0.5);
  return hasNetwork && world.now() - (erasedAt ?? 0) >= ACTIVATES_AFTER;
}

/** Some models date their own erase. */
function stampOf({ hardware, erasedAt }: SimulatedDevice) {
  if (!hardware.stampsErase || erasedAt === null) return undefined;
  const at = onBenchTime(erasedAt);
  return { erasedAt: at, text: `EACS Done @${Math.floor(at / 1_000)}` };
}
