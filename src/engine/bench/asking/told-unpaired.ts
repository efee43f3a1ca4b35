import type { ProbeAnswer } from '../../../core/ports.ts';
import { integerOf, textOf, type PlistDict } from '../../../lockdown-client/index.ts';

/** What a device tells anybody of itself, from lockdown's default domain (docs/protocol/apple-usb.md#lockdown). */
export function toldUnpaired(values: PlistDict): ProbeAnswer {
  const ecid = integerOf(values, 'UniqueChipID');
  const [deviceName, deviceClass] = [textOf(values, 'DeviceName'), textOf(values, 'DeviceClass')];
  const told = present({
    ecid: ecid === undefined || ecid < 0n ? undefined : ecid.toString(16),
    udid: textOf(values, 'UniqueDeviceID'),
    productType: textOf(values, 'ProductType'),
    deviceName,
    osVersion: textOf(values, 'ProductVersion'),
    wifiMacAddress: textOf(values, 'WiFiAddress'),
  });
  const isSetUp = isOwnName(deviceName, deviceClass);
  return { ...told, ...(isSetUp && { isInSetupAssistant: false }), raw: rawOf(values) };
}

/**
 * In Setup Assistant a device is named after its class (docs/protocol/apple-usb.md#evidence-of-a-reset): one with a
 * name of its own was set up. The other way round says nothing, since a person may call a phone "iPhone".
 */
function isOwnName(deviceName: string | undefined, deviceClass: string | undefined): boolean {
  if (deviceName === undefined || deviceClass === undefined) return false;
  return !deviceName.startsWith(deviceClass);
}

/** What is kept with a reset record: what speaks of the reset, and what says which device spoke. */
const KEPT = [
  'DeviceClass',
  'DeviceName',
  'ProductType',
  'ProductVersion',
  'BuildVersion',
  'UniqueDeviceID',
  'UniqueChipID',
  'WiFiAddress',
] as const;

function rawOf(values: PlistDict): Record<string, string> {
  const told = KEPT.flatMap((key) => {
    const text = textOf(values, key) ?? integerOf(values, key)?.toString();
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(told);
}

type Texts = 'ecid' | 'udid' | 'productType' | 'deviceName' | 'osVersion' | 'wifiMacAddress';

/** What was not told is absent, not empty. */
function present(texts: Readonly<Record<Texts, string | undefined>>): Pick<ProbeAnswer, Texts> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
}
