import { deviceSymptomSchema } from '../../core/facts/device-symptom.ts';
import { serialNumberSchema } from '../../core/identifiers/serial-number.ts';
import type { ProbeAnswer } from '../../core/ports.ts';
import { resetSignSchema, type ResetSign } from '../../core/reset/evidence.ts';
import { cleanDeviceText } from './device-text.ts';
import { identityOfIds } from './identity.ts';

/** What a probe hands over: a device can make it anything. */
type Untrusted = { readonly [Field in keyof ProbeAnswer]?: unknown };

/** The answer of a device with every field checked and cleaned; what has a wrong shape counts as not told. */
export function cleanProbeAnswer(answer: Untrusted): ProbeAnswer {
  const { ecid, udid } = identityOfIds(text(answer.ecid), text(answer.udid));
  const productType = text(answer.productType);
  const deviceName = text(answer.deviceName);
  const osVersion = text(answer.osVersion);
  const wifiMacAddress = macAddress(answer.wifiMacAddress);
  const battery = answer.batteryPercent;
  const erasedAt = answer.erasedAt;
  const serialNumber = serialNumberSchema.safeParse(answer.serialNumber);
  const symptom = deviceSymptomSchema.safeParse(answer.symptom);
  const signs = signsIn(answer.signs);
  return {
    ...(ecid && { ecid }),
    ...(udid && { udid }),
    ...(productType && { productType }),
    ...(deviceName && { deviceName }),
    ...(osVersion && { osVersion }),
    ...(wifiMacAddress && { wifiMacAddress }),
    ...(isPercent(battery) && { batteryPercent: Math.round(battery) }),
    ...(typeof answer.hasEsim === 'boolean' && { hasEsim: answer.hasEsim }),
    ...(isInstant(erasedAt) && { erasedAt }),
    ...(typeof answer.isInSetupAssistant === 'boolean' && {
      isInSetupAssistant: answer.isInSetupAssistant,
    }),
    ...(answer.isRestoreRamdisk === true && { isRestoreRamdisk: true }),
    ...(answer.hasTriedPairing === false && { hasTriedPairing: false }),
    ...(serialNumber.success && { serialNumber: serialNumber.data }),
    ...(symptom.success && { symptom: symptom.data }),
    ...(signs.length > 0 && { signs }),
    raw: cleanRaw(answer.raw),
  };
}

const LONGEST_NAME = 128;
const LONGEST_VALUE = 2_048;
const MOST_VALUES = 64;

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanDeviceText(value, LONGEST_NAME) || undefined : undefined;
}

function macAddress(value: unknown): string | undefined {
  const address = text(value);
  return address && /^[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}$/i.test(address) ? address : undefined;
}

function isPercent(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 100;
}

function isInstant(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function signsIn(value: unknown): ResetSign[] {
  if (!Array.isArray(value)) return [];
  return resetSignSchema.options.filter((sign) => value.includes(sign));
}

function cleanRaw(raw: unknown): Record<string, string> {
  if (typeof raw !== 'object' || raw === null) return {};
  const texts = Object.entries(raw).filter((member): member is [string, string] => {
    return typeof member[1] === 'string';
  });
  const members = texts.slice(0, MOST_VALUES).map(([name, value]) => {
    return [cleanDeviceText(name, LONGEST_NAME), cleanDeviceText(value, LONGEST_VALUE)] as const;
  });
  return Object.fromEntries(members);
}
