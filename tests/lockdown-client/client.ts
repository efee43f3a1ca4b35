import {
  createMux,
  type Lockdown,
  type LockdownFailure,
  type Mux,
  muxAddressOf,
  openLockdown,
  type Outcome,
  type PairRecord,
} from '../../src/lockdown-client/index.ts';
import { makePairRecord } from '../support/fake-devices/certificates.ts';
import type { PairRecord as FakeRecord } from '../support/fake-devices/device/options.ts';

/** A client of the daemon at an address as USBMUXD_SOCKET_ADDRESS has it. */
export function muxAt(setting: string, timeoutMs = 5000): Mux {
  const address = muxAddressOf({ USBMUXD_SOCKET_ADDRESS: setting }, 'linux');
  if (!address.ok) throw new Error(address.error.text);
  return createMux({ address: address.value, timeoutMs });
}

export interface Opening {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A conversation with the device that the daemon lists under this UDID. */
export async function open(
  mux: Mux,
  udid: string,
  { timeoutMs = 5000, signal }: Opening = {},
): Promise<Outcome<Lockdown>> {
  const devices = await mux.listDevices(signal);
  if (!devices.ok) return devices;
  const deviceId = devices.value.find((device) => device.udid === udid)?.deviceId ?? 0;
  return openLockdown(mux, deviceId, { label: 'test', timeoutMs, signal });
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(JSON.stringify(outcome.error));
}

export function failureOf(outcome: Outcome<unknown>): LockdownFailure | undefined {
  return outcome.ok ? undefined : outcome.error;
}

/** A computer that has paired before, on both sides of it. */
export async function pairedBefore(): Promise<{ host: FakeRecord; record: PairRecord }> {
  const host = await makePairRecord();
  const record: PairRecord = {
    hostId: host.hostId,
    systemBuid: host.systemBuid,
    hostCertificate: Buffer.from(host.hostCertificate),
    hostPrivateKey: Buffer.from(host.hostPrivateKey),
    rootCertificate: Buffer.from(host.rootCertificate),
    rootPrivateKey: Buffer.from(host.rootPrivateKey),
    deviceCertificate: Buffer.from(host.deviceCertificate),
  };
  return { host, record };
}
