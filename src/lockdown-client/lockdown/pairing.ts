import type { Outcome } from '../failure.ts';
import { dataOf } from '../plist/fields.ts';
import type { PlistValue } from '../plist/value.ts';
import { fail, succeed } from '../result.ts';
import type { Ask } from './ask.ts';
import { type PairRecord, sentForm } from './pair-record.ts';
import { getValue } from './values.ts';

/** New keys and certificates for this computer and the device at the other end. */
export async function draftPairRecord(ask: Ask, systemBuid: string): Promise<Outcome<PairRecord>> {
  const publicKey = await getValue(ask, { key: 'DevicePublicKey' });
  if (!publicKey.ok) return publicKey;
  const wifiAddress = await getValue(ask, { key: 'WiFiAddress' });
  if (!wifiAddress.ok && wifiAddress.error.code !== 'device') return wifiAddress;
  // Rarely needed, and no small package: loaded with the first pairing.
  const { makeCertificates } = await import('./certificates.ts');
  const certificates = await makeCertificates(pemOf(publicKey.value));
  if (certificates === undefined)
    return fail({ code: 'malformed', text: 'a public key that is none' });
  return succeed({
    ...certificates,
    hostId: crypto.randomUUID().toUpperCase(),
    systemBuid,
    ...(wifiAddress.ok && typeof wifiAddress.value === 'string'
      ? { wifiAddress: wifiAddress.value }
      : {}),
  });
}

/** One attempt to be trusted, with the certificates of the draft and none of its private keys. */
export async function pair(ask: Ask, draft: PairRecord): Promise<Outcome<PairRecord>> {
  const reply = await ask('Pair', {
    PairRecord: sentForm(draft),
    ProtocolVersion: '2',
    PairingOptions: { ExtendedPairingErrors: true },
  });
  if (!reply.ok) return reply;
  const escrowBag = dataOf(reply.value, 'EscrowBag');
  return succeed(escrowBag === undefined ? draft : { ...draft, escrowBag });
}

export async function unpair(ask: Ask, record: PairRecord): Promise<Outcome<void>> {
  const reply = await ask('Unpair', { PairRecord: sentForm(record), ProtocolVersion: '2' });
  return reply.ok ? succeed(undefined) : reply;
}

function pemOf(value: PlistValue): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : '';
}
