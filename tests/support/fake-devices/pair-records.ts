import { randomBytes } from 'node:crypto';
import type { PairRecord } from './device/options.ts';
import type { PlistDict } from './plist.ts';

/** The record as a computer keeps it with the mux. */
export function storedRecord(record: PairRecord, wifiAddress: string): PlistDict {
  return {
    ...certificatesOf(record),
    HostPrivateKey: Buffer.from(record.hostPrivateKey),
    RootPrivateKey: Buffer.from(record.rootPrivateKey),
    EscrowBag: randomBytes(32),
    WiFiMACAddress: wifiAddress,
  };
}

/** What of the record a computer sends with Pair: no private key. */
export function certificatesOf(record: PairRecord): PlistDict {
  return {
    DeviceCertificate: Buffer.from(record.deviceCertificate),
    HostCertificate: Buffer.from(record.hostCertificate),
    RootCertificate: Buffer.from(record.rootCertificate),
    HostID: record.hostId,
    SystemBUID: record.systemBuid,
  };
}
