import {
  type Lockdown,
  type LockdownFailure,
  type Outcome,
  type PairRecord,
} from '../../../lockdown-client/index.ts';
import { openLockdownOf, type Talk } from './talk.ts';

/**
 * The ids under which Resetbench pairs, and nobody else: UUIDs of version 8, which programs may make up (RFC 9562,
 * section 5.8). By them a pairing that a crash left behind is known, and undone.
 */
const OWN_HOST = /^5E5E7BEC-[0-9A-F]{4}-8[0-9A-F]{3}-/;

export type Pairing =
  | { readonly ok: true; readonly record: PairRecord }
  /** `isTried`: the device was asked, so that it may have asked its user. */
  | { readonly ok: false; readonly failure: LockdownFailure; readonly isTried: boolean };

/**
 * Asks the device to trust this computer, once. The daemon keeps the record from before the question on: whatever
 * happens in between, the next question finds it and takes the trust back.
 */
export async function pairForAMoment(talk: Talk): Promise<Pairing> {
  const buid = await talk.mux.readBuid(talk.signal);
  if (!buid.ok) return { ok: false, failure: buid.error, isTried: false };
  const opened = await openLockdownOf(talk, talk.signal);
  if (!opened.ok) return { ok: false, failure: opened.error, isTried: false };
  try {
    return await pairOver(talk, opened.value, buid.value);
  } finally {
    opened.value.close();
  }
}

async function pairOver(talk: Talk, lockdown: Lockdown, buid: string): Promise<Pairing> {
  const { mux, device, signal } = talk;
  const draft = await lockdown.draftPairRecord(buid);
  if (!draft.ok) return { ok: false, failure: draft.error, isTried: false };
  const record = { ...draft.value, hostId: newHostId() };
  const kept = await mux.savePairRecord(device.udid, record, { signal });
  if (!kept.ok) return { ok: false, failure: kept.error, isTried: false };
  talk.onPairing();
  const paired = await lockdown.pair(record);
  if (paired.ok) return { ok: true, record: paired.value };
  // Its user may still say yes to what was asked; only after a no there is nothing to take back.
  if (isRefused(paired.error)) await mux.deletePairRecord(device.udid);
  return { ok: false, failure: paired.error, isTried: true };
}

function isRefused(failure: LockdownFailure): boolean {
  return failure.code === 'device' && failure.name !== 'PairingDialogResponsePending';
}

export function isTemporary({ hostId }: PairRecord): boolean {
  return OWN_HOST.test(hostId);
}

/**
 * Has the device forget this computer, then the daemon the record. Nobody may cancel that. Where the device left
 * meanwhile, or refuses, the record stays, so that the next question finds it and tries again.
 */
export async function undoPairing(talk: Talk, record: PairRecord): Promise<Outcome<void>> {
  const opened = await openLockdownOf(talk, undefined);
  if (!opened.ok) return opened;
  const undone = await opened.value.unpair(record);
  opened.value.close();
  const isForgotten = undone.ok || isUnknownHost(undone.error);
  return isForgotten ? talk.mux.deletePairRecord(talk.device.udid) : undone;
}

/** It does not know this computer, so that there is nothing to take back. */
function isUnknownHost(failure: LockdownFailure): boolean {
  return failure.code === 'device' && UNKNOWN.includes(failure.name);
}

const UNKNOWN: readonly string[] = ['InvalidHostID', 'MissingPairRecord', 'InvalidPairRecord'];

function newHostId(): string {
  const [, ...rest] = crypto.randomUUID().toUpperCase().split('-');
  const [two = '', three = '', ...others] = rest;
  return ['5E5E7BEC', two, `8${three.slice(1)}`, ...others].join('-');
}
