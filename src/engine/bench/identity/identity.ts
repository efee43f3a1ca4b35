import { serialNumberSchema, type SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { ProbeAnswer, UsbDevice } from '../../../core/ports.ts';
import { ecidOfUdid, normaliseEcid, normaliseUdid } from './apple-ids.ts';
import { parseIbootString } from './iboot-string.ts';

/** By what a device can be known again. Empty for WTF, KIS and unreadable strings. */
export interface Identity {
  readonly ecid?: string;
  readonly udid?: string;
  readonly serialRead?: SerialNumber;
}

/** What the USB serial string tells: a UDID in normal mode, tags of the boot loader in the others. */
export function identityOfUsb({ serialString }: Pick<UsbDevice, 'serialString'>): Identity {
  if (serialString === null) return {};
  const udid = normaliseUdid(serialString.slice(0, 64).trim());
  if (udid) return identityOfIds(undefined, udid);
  const { ecid, serial } = parseIbootString(serialString);
  return { ...(ecid && { ecid }), ...(serial && { serialRead: serial }) };
}

/** From an answer in normal mode. One that says it is another than is known of it already tells nothing. */
export function identityOfAnswer(known: Identity, answer: ProbeAnswer): Identity {
  const serial = serialNumberSchema.safeParse(answer.serialNumber);
  const told = {
    ...identityOfIds(answer.ecid, answer.udid),
    ...(serial.success && { serialRead: serial.data }),
  };
  return compareIdentities(known, told) === 'other' ? {} : told;
}

/** Ids of a wrong shape count as not told. */
export function identityOfIds(ecid: string | undefined, udid: string | undefined): Identity {
  const knownUdid = normaliseUdid(udid ?? '');
  const knownEcid = normaliseEcid(ecid ?? '') ?? (knownUdid && ecidOfUdid(knownUdid));
  return { ...(knownEcid && { ecid: knownEcid }), ...(knownUdid && { udid: knownUdid }) };
}

/** By the best kind of id that both tell. `open`: they share none, so only the port can tie them. */
export function compareIdentities(one: Identity, other: Identity): 'same' | 'other' | 'open' {
  const kinds = ['ecid', 'udid', 'serialRead'] as const;
  const shared = kinds.find((kind) => one[kind] && other[kind]);
  if (!shared) return 'open';
  return one[shared] === other[shared] ? 'same' : 'other';
}

/** What is known stays; what is new is added. */
export function mergeIdentities(known: Identity, learnt: Identity): Identity {
  const { ecid, udid, serialRead } = { ...learnt, ...known };
  return { ...(ecid && { ecid }), ...(udid && { udid }), ...(serialRead && { serialRead }) };
}

export function keyOf({ ecid, udid }: Identity, port: string): string {
  if (ecid) return `ecid:${ecid}`;
  return udid ? `udid:${udid}` : `port:${port}`;
}

export function isEmpty({ ecid, udid, serialRead }: Identity): boolean {
  return ecid === undefined && udid === undefined && serialRead === undefined;
}
