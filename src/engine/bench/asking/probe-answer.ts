import { deviceSymptomSchema } from '../../../core/facts/device-symptom.ts';
import { serialNumberSchema } from '../../../core/identifiers/serial-number.ts';
import type { ProbeAnswer } from '../../../core/ports.ts';
import { resetSignSchema, type ResetSign } from '../../../core/reset/evidence.ts';
import type { Instant } from '../../../core/time.ts';
import { identityOfIds } from '../identity/identity.ts';
import { cleanDeviceText } from './device-text.ts';

/** What a probe hands over: a device can make it anything. */
type Untrusted = { readonly [Field in keyof ProbeAnswer]?: unknown };

/** The answer of a device with every field checked and cleaned; what has a wrong shape counts as not told. */
export function cleanProbeAnswer(answer: Untrusted): ProbeAnswer {
  const { ecid, udid } = identityOfIds(text(answer.ecid), text(answer.udid));
  const told = Object.entries(READERS).flatMap(([field, read]) => {
    const value = read(answer[field as keyof ProbeAnswer]);
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    ...(ecid && { ecid }),
    ...(udid && { udid }),
    // Each reader gives what its field holds: READERS is checked against ProbeAnswer.
    ...(Object.fromEntries(told) as Omit<ProbeAnswer, 'raw'>),
    raw: cleanRaw(answer.raw),
  };
}

/** Reads one field; undefined when it holds anything else. */
const READERS: {
  readonly [Field in Exclude<keyof ProbeAnswer, 'ecid' | 'udid' | 'raw'>]-?: (
    value: unknown,
  ) => ProbeAnswer[Field] | undefined;
} = {
  productType: text,
  deviceName: text,
  osVersion: text,
  wifiMacAddress: macAddress,
  batteryPercent: percent,
  hasEsim: truth,
  serialNumber: (value) => serialNumberSchema.safeParse(value).data,
  hasTriedPairing: truth,
  isUnfinished: truth,
  isRestoreRamdisk: truth,
  symptom: (value) => deviceSymptomSchema.safeParse(value).data,
  isInSetupAssistant: truth,
  signs: signsIn,
  erasedAt: instant,
};

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

function percent(value: unknown): number | undefined {
  const isPercent = typeof value === 'number' && value >= 0 && value <= 100;
  return isPercent ? Math.round(value) : undefined;
}

function truth(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function instant(value: unknown): Instant | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

function signsIn(value: unknown): ResetSign[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const signs = resetSignSchema.options.filter((sign) => value.includes(sign));
  return signs.length > 0 ? signs : undefined;
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
