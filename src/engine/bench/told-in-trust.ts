import type { DeviceSymptom } from '../../core/facts/device-symptom.ts';
import type { ProbeAnswer } from '../../core/ports.ts';
import {
  cloudConfiguration,
  mcInstall,
  type CloudConfiguration,
  type Lockdown,
  type LockdownFailure,
  type Outcome,
  type PairRecord,
} from '../../lockdown-client/index.ts';
import { isTemporary, pairForAMoment, undoPairing } from './pair-for-a-moment.ts';
import { openLockdownOf, readDict, type Talk } from './talk.ts';
import { toldTrusted, type SessionAnswers } from './told-trusted.ts';

/**
 * What the device says to a computer that it trusts: by an earlier pairing, or, where that is allowed, by one that is
 * made for this question and undone after it (docs/protocol/apple-usb.md#pairing).
 */
export async function toldInTrust(talk: Talk): Promise<ProbeAnswer> {
  const kept = await talk.mux.readPairRecord(talk.device.udid, talk.signal);
  // A daemon may keep its records to itself; a device may be asked to trust this computer all the same.
  const known = kept.ok && kept.value ? await askAsKnown(talk, kept.value) : NOT_KNOWN;
  const isOver = known.isTrusted || known.told.symptom === 'locked';
  if (isOver || !talk.allowPairing) return { ...known.told, hasTriedPairing: false };
  return together(known.told, await askPaired(talk));
}

interface Known {
  readonly isTrusted: boolean;
  readonly told: ProbeAnswer;
}

const NOT_KNOWN: Known = { isTrusted: false, told: { raw: {} } };

/** With the record of an earlier pairing; one that was to last for a moment and was cut short is undone. */
async function askAsKnown(talk: Talk, record: PairRecord): Promise<Known> {
  if (isTemporary(record)) return takeBack(talk, record);
  const asked = await askInSession(talk, record, false);
  if (asked.ok) return { isTrusted: true, told: asked.value };
  return { isTrusted: false, told: lostTrust(asked.error) };
}

/** The device may never have come to trust it: that it does not know it is no sign of anything. */
async function takeBack(talk: Talk, record: PairRecord): Promise<Known> {
  const undone = await undoPairing(talk, record);
  return {
    isTrusted: false,
    told: { raw: { Unpair: undone.ok ? 'Success' : wordOf(undone.error) } },
  };
}

function together(first: ProbeAnswer, second: ProbeAnswer): ProbeAnswer {
  const signs = [...(first.signs ?? []), ...(second.signs ?? [])];
  return { ...second, ...(signs.length > 0 && { signs }), raw: { ...first.raw, ...second.raw } };
}

/** The pairing lasts as long as the questions do; what became of its end is kept as well. */
async function askPaired(talk: Talk): Promise<ProbeAnswer> {
  const pairing = await pairForAMoment(talk);
  if (!pairing.ok) {
    const { failure, isTried } = pairing;
    const raw = { Pair: wordOf(failure) };
    const symptom = refusalOf(failure);
    return { ...(symptom && { symptom }), hasTriedPairing: isTried, raw };
  }
  const asked = await askInSession(talk, pairing.record, true);
  const undone = await undoPairing(talk, pairing.record);
  const told = asked.ok ? asked.value : { raw: { StartSession: wordOf(asked.error) } };
  const raw = {
    Pair: 'Success',
    ...told.raw,
    Unpair: undone.ok ? 'Success' : wordOf(undone.error),
  };
  return { ...told, raw };
}

/** In a connection of its own: one in which a session failed is of no more use. */
async function askInSession(talk: Talk, record: PairRecord, isSilent: boolean) {
  const opened = await openLockdownOf(talk, talk.signal);
  if (!opened.ok) return opened;
  const lockdown = opened.value;
  try {
    const session = await lockdown.startSession(record);
    if (!session.ok) return session;
    const answers = await readAll(talk, lockdown);
    return { ok: true as const, value: toldTrusted(answers, isSilent) };
  } finally {
    lockdown.close();
  }
}

/** One after the other, as lockdown answers; what only a reset needs is asked only then. */
async function readAll(talk: Talk, lockdown: Lockdown): Promise<SessionAnswers> {
  const values = await readDict(lockdown, {});
  const battery = await readDict(lockdown, { domain: 'com.apple.mobile.battery' });
  const setup = await readDict(lockdown, { domain: 'com.apple.purplebuddy' });
  const usual = { values: valueOf(values), battery: valueOf(battery), setup: valueOf(setup) };
  if (!talk.allowPairing) return usual;
  const nvram = await readDict(lockdown, { key: 'NonVolatileRAM' });
  const configuration = await readCloudConfiguration(lockdown);
  return { ...usual, nvram: valueOf(nvram), cloudConfiguration: valueOf(configuration) };
}

async function readCloudConfiguration(lockdown: Lockdown): Promise<Outcome<CloudConfiguration>> {
  const service = await lockdown.startService(mcInstall);
  if (!service.ok) return service;
  const configuration = await cloudConfiguration(service.value);
  service.value.close();
  return configuration;
}

function valueOf<T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false }) {
  return outcome.ok ? outcome.value : undefined;
}

/** The device no longer knows this computer: an erase does that, and so does its user in the settings. */
function lostTrust(failure: LockdownFailure): ProbeAnswer {
  const raw = { StartSession: wordOf(failure) };
  if (isNamed(failure, 'PasswordProtected')) return { symptom: 'locked', raw };
  const isLost = isNamed(failure, 'InvalidHostID') || failure.code === 'tls';
  return isLost ? { symptom: 'stalePairing', signs: ['trustLost'], raw } : { raw };
}

function refusalOf(failure: LockdownFailure): DeviceSymptom | undefined {
  if (isNamed(failure, 'PairingDialogResponsePending')) return 'trustPending';
  if (isNamed(failure, 'UserDeniedPairing')) return 'trustDenied';
  if (isNamed(failure, 'PasswordProtected')) return 'locked';
  return failure.code === 'device' ? undefined : 'noAnswer';
}

function isNamed(failure: LockdownFailure, name: string): boolean {
  return failure.code === 'device' && failure.name === name;
}

/** What is kept of a refusal: its name, or how the conversation ended. */
function wordOf(failure: LockdownFailure): string {
  return failure.code === 'device' ? failure.text : failure.code;
}
