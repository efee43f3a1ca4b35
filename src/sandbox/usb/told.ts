import type { ProbeAnswer } from '../../core/ports.ts';
import type { ResetSign } from '../../core/reset/evidence.ts';
import { MINUTE } from '../../core/time.ts';
import { chanceOf } from '../random.ts';
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
    ...(name !== hardware.family && { isInSetupAssistant: false }),
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
  const isInSetupAssistant = device.stage !== 'inUse';
  const serialNumber = serialTold(device);
  const { batteryPercent, hasActiveEsim: hasEsim } = device;
  const isUnactivated = isInSetupAssistant && !hasActivated(world, device);
  const signs: ResetSign[] = isInSetupAssistant
    ? [...(isUnactivated ? ['unactivated' as const] : []), ...BLANK]
    : [];
  const stamp = stampOf(device);
  return {
    serialNumber,
    batteryPercent,
    hasEsim,
    isInSetupAssistant,
    signs,
    ...(stamp && { erasedAt: stamp.erasedAt }),
    raw: {
      SerialNumber: serialNumber,
      ActivationState: isUnactivated ? 'Unactivated' : 'Activated',
      SetupState: isInSetupAssistant ? 'absent' : 'SetupUsingAssistant',
      BatteryCurrentCapacity: String(batteryPercent),
      ...(stamp && { obliteration: stamp.obliteration }),
    },
  };
}

const BLANK: readonly ResetSign[] = ['setupStateAbsent', 'cloudConfigurationOpen'];

/** Half of the devices find a network by themselves; an Activation Lock lets none through. */
function hasActivated(world: World, { hardware, stage, erasedAt }: SimulatedDevice): boolean {
  const hasNetwork = chanceOf(world.seed, `network/${hardware.serial}`).isLikely(0.5);
  const since = world.now() - (erasedAt ?? 0);
  return hasNetwork && stage !== 'activationLocked' && since >= ACTIVATES_AFTER;
}

/** Some models date their own erase. */
function stampOf({ hardware, erasedAt }: SimulatedDevice) {
  if (!hardware.stampsErase || erasedAt === null) return undefined;
  const at = onBenchTime(erasedAt);
  return { erasedAt: at, obliteration: `EACS Done @${Math.floor(at / 1_000)}` };
}
