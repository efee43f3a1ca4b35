import type { Outcome } from '../failure.ts';
import { dataOf, textOf } from '../plist/fields.ts';
import { readDict } from '../plist/read.ts';
import type { PlistDict } from '../plist/value.ts';
import { fail, succeed } from '../result.ts';
import type { TlsIdentity } from '../wire/tls.ts';

/** What lets this computer speak to a device that trusts it. Holds private keys: never to be logged or shown. */
export interface PairRecord {
  readonly hostId: string;
  /** The computer's own id, as the daemon tells it. */
  readonly systemBuid: string;
  /** PEM, as are the other certificates and keys. */
  readonly hostCertificate: Uint8Array;
  readonly hostPrivateKey: Uint8Array;
  readonly rootCertificate: Uint8Array;
  readonly rootPrivateKey: Uint8Array;
  readonly deviceCertificate: Uint8Array;
  /** What the device gave for it; absent before it trusts the computer. */
  readonly escrowBag?: Uint8Array;
  readonly wifiAddress?: string;
}

/** A record as a daemon keeps it: XML or binary (docs/protocol/apple-usb.md#usbmux). */
export function readPairRecord(bytes: Uint8Array): Outcome<PairRecord> {
  const list = readDict(bytes);
  if (!list.ok) return list;
  const record = recordOf(list.value);
  return record === undefined
    ? fail({ code: 'malformed', text: 'a pair record lacks parts' })
    : succeed(record);
}

/** The same as it is sent to the daemon, private keys included. */
export function storedForm(record: PairRecord): PlistDict {
  return {
    ...sentForm(record),
    HostPrivateKey: record.hostPrivateKey,
    RootPrivateKey: record.rootPrivateKey,
    EscrowBag: record.escrowBag,
    WiFiMACAddress: record.wifiAddress,
  };
}

/** What of it a device is sent: no private key leaves this computer. */
export function sentForm(record: PairRecord): PlistDict {
  return {
    DeviceCertificate: record.deviceCertificate,
    HostCertificate: record.hostCertificate,
    RootCertificate: record.rootCertificate,
    HostID: record.hostId,
    SystemBUID: record.systemBuid,
  };
}

export function identityOf(record: PairRecord): TlsIdentity {
  return { certificate: record.hostCertificate, privateKey: record.hostPrivateKey };
}

function recordOf(list: PlistDict): PairRecord | undefined {
  const [hostId, systemBuid] = [textOf(list, 'HostID'), textOf(list, 'SystemBUID')];
  const [hostCertificate, hostPrivateKey, rootCertificate, rootPrivateKey, deviceCertificate] =
    certificateKeys.map((key) => dataOf(list, key));
  if (!hostId || !systemBuid || !hostCertificate || !hostPrivateKey) return undefined;
  if (!rootCertificate || !rootPrivateKey || !deviceCertificate) return undefined;
  return {
    hostId,
    systemBuid,
    hostCertificate,
    hostPrivateKey,
    rootCertificate,
    rootPrivateKey,
    deviceCertificate,
    ...optional('escrowBag', dataOf(list, 'EscrowBag')),
    ...optional('wifiAddress', textOf(list, 'WiFiMACAddress')),
  };
}

const certificateKeys = [
  'HostCertificate',
  'HostPrivateKey',
  'RootCertificate',
  'RootPrivateKey',
  'DeviceCertificate',
];

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}
