import {
  type LockdownFailure,
  type Outcome,
  type PairRecord,
} from '../../lockdown-client/index.ts';
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

/** Asks the device to trust this computer, once. The record is kept by the daemon until it is undone. */
export async function pairForAMoment(talk: Talk): Promise<Pairing> {
  const { mux, device, signal } = talk;
  const buid = await mux.readBuid(signal);
  if (!buid.ok) return { ok: false, failure: buid.error, isTried: false };
  const opened = await openLockdownOf(talk, signal);
  if (!opened.ok) return { ok: false, failure: opened.error, isTried: false };
  try {
    const draft = await opened.value.draftPairRecord(buid.value);
    if (!draft.ok) return { ok: false, failure: draft.error, isTried: false };
    const paired = await opened.value.pair({ ...draft.value, hostId: newHostId() });
    if (!paired.ok) return { ok: false, failure: paired.error, isTried: true };
    // Without this a crash would leave a trust that nobody could take back.
    await mux.savePairRecord(device.udid, paired.value, {});
    return { ok: true, record: paired.value };
  } finally {
    opened.value.close();
  }
}

export function isTemporary({ hostId }: PairRecord): boolean {
  return OWN_HOST.test(hostId);
}

/**
 * Has the device forget this computer, then the daemon the record. Nobody may cancel that. Where the device left
 * meanwhile the record stays, so that the next question finds it and undoes it.
 */
export async function undoPairing(talk: Talk, record: PairRecord): Promise<Outcome<void>> {
  const opened = await openLockdownOf(talk, undefined);
  if (!opened.ok) return opened;
  const undone = await opened.value.unpair(record);
  opened.value.close();
  const isForgotten = undone.ok || undone.error.code === 'device';
  return isForgotten ? talk.mux.deletePairRecord(talk.device.udid) : undone;
}

function newHostId(): string {
  const [, ...rest] = crypto.randomUUID().toUpperCase().split('-');
  const [two = '', three = '', ...others] = rest;
  return ['5E5E7BEC', two, `8${three.slice(1)}`, ...others].join('-');
}
