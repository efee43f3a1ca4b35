import { randomBytes, X509Certificate } from 'node:crypto';
import type { DeviceState, TrustedHost } from '../device/state.ts';
import { deviceKeys } from '../keys.ts';
import { dataOf, dictOf, type PlistDict, textOf } from '../plist.ts';

/** Pair: the device keeps the computer's certificates once its user trusts the computer. */
export async function pair(device: DeviceState, request: PlistDict): Promise<PlistDict> {
  const record = dictOf(request, 'PairRecord');
  const hostId = record && textOf(record, 'HostID');
  if (record === undefined) return { Error: 'MissingPairRecord' };
  if (hostId === undefined) return { Error: 'MissingHostID' };
  const host = await hostIn(record);
  if (host === undefined) return { Error: 'InvalidPairRecord' };
  const refusal = refusalOf(device, textOf(record, 'SystemBUID') ?? hostId);
  if (refusal !== undefined) return { Error: refusal };
  device.hosts.set(hostId, host);
  return { EscrowBag: randomBytes(32) };
}

/** Unpair: forgets the computer. */
export function unpair(device: DeviceState, request: PlistDict): PlistDict {
  const refusal = validatePair(device, request);
  device.hosts.delete(hostIdIn(request) ?? '');
  return refusal;
}

/** ValidatePair: whether the computer is trusted still. */
export function validatePair(device: DeviceState, request: PlistDict): PlistDict {
  const hostId = hostIdIn(request);
  if (hostId === undefined) return { Error: 'MissingHostID' };
  return device.hosts.has(hostId) ? {} : { Error: 'InvalidHostID' };
}

function hostIdIn(request: PlistDict): string | undefined {
  const record = dictOf(request, 'PairRecord');
  return record && textOf(record, 'HostID');
}

// A tool may make a new HostID for each attempt, so what the user answers is about the computer: its SystemBUID.
function refusalOf(device: DeviceState, buid: string): string | undefined {
  if (device.stage === 'setupAssistant') return undefined;
  if (device.isLocked) return 'PasswordProtected';
  if (device.trust === 'denies') return 'UserDeniedPairing';
  if (device.dialog?.buid !== buid) device.dialog = { buid, answer: 'none' };
  if (device.dialog.answer === 'none') return 'PairingDialogResponsePending';
  return device.dialog.answer === 'refuses' ? 'UserDeniedPairing' : undefined;
}

async function hostIn(record: PlistDict): Promise<TrustedHost | undefined> {
  const { privateKey } = await deviceKeys();
  try {
    const root = certificateIn(record, 'RootCertificate');
    const host = certificateIn(record, 'HostCertificate');
    const device = certificateIn(record, 'DeviceCertificate');
    const isVouchedFor = [host, device].every((one) => one.verify(root.publicKey));
    if (!isVouchedFor || !device.checkPrivateKey(privateKey)) return undefined;
    return {
      rootCertificate: root.toString(),
      hostCertificate: host.toString(),
      deviceCertificate: device.toString(),
    };
  } catch {
    return undefined;
  }
}

function certificateIn(record: PlistDict, key: string): X509Certificate {
  return new X509Certificate(dataOf(record, key) ?? '');
}
