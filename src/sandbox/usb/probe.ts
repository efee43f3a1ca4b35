import type { DeviceProbe, ProbeAnswer, UsbDevice } from '../../core/ports.ts';
import type { SimulatedDevice } from '../world/device.ts';
import { onBenchTime, type World } from '../world/world.ts';

/**
 * What a plugged device in normal mode tells without being paired, never its serial. A device in Setup Assistant
 * has its class as its name; only when pairing is allowed does it pair silently and, some models, date its erase
 * (docs/protocol/apple-usb.md#evidence-of-a-reset).
 */
export function createProbe(world: World): DeviceProbe {
  return {
    ask(asked, { allowPairing }) {
      const device = pluggedIn(world, asked);
      return Promise.resolve(device && answerOf(device, allowPairing));
    },
  };
}

function pluggedIn(world: World, asked: UsbDevice): SimulatedDevice | undefined {
  const serial = world.state.slots[asked.port];
  const device = serial === undefined ? undefined : world.device(serial);
  const isAnswering = device && device.mode === 'normal' && !device.isAway;
  const isSame = device?.hardware.udid.replace('-', '') === asked.serialString;
  return isAnswering && isSame ? device : undefined;
}

function answerOf(device: SimulatedDevice, allowPairing: boolean): ProbeAnswer {
  const { hardware } = device;
  const isInSetupAssistant = device.stage !== 'inUse';
  const wifiMacAddress = (hardware.wifiMac.match(/../g) ?? []).join(':').toLowerCase();
  const pairing = allowPairing ? pairingAnswer(device, isInSetupAssistant) : { raw: {} };
  return {
    ecid: hardware.ecid,
    udid: hardware.udid,
    productType: hardware.productType,
    deviceName: device.name,
    osVersion: device.osVersion,
    wifiMacAddress,
    batteryPercent: device.batteryPercent,
    hasEsim: device.hasActiveEsim,
    isInSetupAssistant,
    ...('erasedAt' in pairing ? { erasedAt: pairing.erasedAt } : {}),
    raw: {
      DeviceClass: hardware.family,
      DeviceName: device.name,
      ProductType: hardware.productType,
      ProductVersion: device.osVersion,
      UniqueChipID: BigInt(`0x${hardware.ecid}`).toString(),
      UniqueDeviceID: hardware.udid,
      WiFiAddress: wifiMacAddress,
      ...pairing.raw,
    },
  };
}

/** A device that is set up asks its user first, and nobody answers. */
function pairingAnswer(device: SimulatedDevice, isInSetupAssistant: boolean) {
  if (!isInSetupAssistant) return { raw: { Pair: 'PairingDialogResponsePending' } };
  const isDated = device.hardware.stampsErase && device.erasedAt !== null;
  if (!isDated || device.erasedAt === null)
    return { raw: { Pair: 'Success', SetupState: 'absent' } };
  const erasedAt = onBenchTime(device.erasedAt);
  const obliteration = `EACS Done @${Math.floor(erasedAt / 1_000)}`;
  return { erasedAt, raw: { Pair: 'Success', SetupState: 'absent', obliteration } };
}
