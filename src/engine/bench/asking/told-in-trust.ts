import type { DeviceSymptom } from '../../../core/facts/device-symptom.ts';
import type { ProbeAnswer } from '../../../core/ports.ts';
import {
  cloudConfiguration,
  mcInstall,
  type CloudConfiguration,
  type Lockdown,
  type LockdownFailure,
  type Outcome,
  type PairRecord,
} from '../../../lockdown-client/index.ts';
import { isTemporary, pairForAMoment, undoPairing, type Pairing } from './pair-for-a-moment.ts';
import { openLockdownOf, readDict, type Talk } from './talk.ts';
import { toldTrusted, type SessionAnswers } from './told-trusted.ts';

/**
 * What the device says to a computer that it trusts: by an earlier pairing, or, where that is allowed, by one that is
 * made for this question and undone after it (docs/protocol/apple-usb.md#pairing).
 */
export async function toldInTrust(talk: Talk): Promise<ProbeAnswer> {
  const kept = await talk.mux.readPairRecord(talk.device.udid, talk.signal);
  // A record that cannot be read must not be written over: without it nothing is known, and nothing is tried.
  if (!kept.ok) return unread(kept.error);
  const known = kept.value ? await askAsKnown(talk, kept.value) : NOT_KNOWN;
  if (!known.mayPair || !talk.allowPairing) return { ...known.told, hasTriedPairing: false };
  // As a whole: an app that ends may cut the questions short, and what undoes the pairing only begins then.
  return together(known.told, await talk.mustEnd(askPaired(talk)));
}

interface Known {
  /** The device knows this computer no more, or never did: a pairing would take nothing from anybody. */
  readonly mayPair: boolean;
  readonly told: ProbeAnswer;
}

const NOT_KNOWN: Known = { mayPair: true, told: { raw: {} } };

/** A daemon may keep its records to itself for good; one that did not answer may do so later. */
function unread(failure: LockdownFailure): ProbeAnswer {
  const raw = { ReadPairRecord: wordOf(failure) };
  if (isRefusedByDaemon(failure)) return { raw };
  return { symptom: 'noAnswer', hasTriedPairing: false, raw };
}

/** With the record of an earlier pairing; one that was to last for a moment and was cut short is undone. */
async function askAsKnown(talk: Talk, record: PairRecord): Promise<Known> {
  if (isTemporary(record)) return takeBack(talk, record);
  const asked = await askInSession(talk, record, false);
  return asked.ok ? { mayPair: false, told: asked.value } : refusedSession(asked.error);
}

/** The device may never have come to trust it: that it does not know it is no sign of anything. */
async function takeBack(talk: Talk, record: PairRecord): Promise<Known> {
  const undone = await talk.mustEnd(undoPairing(talk, record));
  if (undone.ok) return { mayPair: true, told: { raw: { Unpair: 'Success' } } };
  return { mayPair: false, told: { isUnfinished: true, raw: { Unpair: wordOf(undone.error) } } };
}

function together(first: ProbeAnswer, second: ProbeAnswer): ProbeAnswer {
  const signs = [...(first.signs ?? []), ...(second.signs ?? [])];
  return { ...second, ...(signs.length > 0 && { signs }), raw: { ...first.raw, ...second.raw } };
}

/** The pairing lasts as long as the questions do; what became of its end is kept as well. */
async function askPaired(talk: Talk): Promise<ProbeAnswer> {
  const pairing = await pairForAMoment(talk);
  if (!pairing.ok) return notPaired(pairing);
  const asked = await askInSession(talk, pairing.record, true);
  const undone = await undoPairing(talk, pairing.record);
  const told = asked.ok ? asked.value : { raw: { StartSession: wordOf(asked.error) } };
  const Unpair = undone.ok ? 'Success' : wordOf(undone.error);
  const raw = { Pair: 'Success', ...told.raw, Unpair };
  return { ...told, ...(!undone.ok && { isUnfinished: true }), raw };
}

function notPaired({ failure, isTried }: Extract<Pairing, { ok: false }>): ProbeAnswer {
  const raw = { Pair: wordOf(failure) };
  // A daemon that keeps no record for this program will not do so a moment later.
  if (!isTried && isRefusedByDaemon(failure)) return { raw };
  const symptom = refusalOf(failure);
  return { ...(symptom && { symptom }), hasTriedPairing: isTried, raw };
}

function isRefusedByDaemon({ code }: LockdownFailure): boolean {
  return code === 'refused' || code === 'notPermitted';
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
function refusedSession(failure: LockdownFailure): Known {
  const raw = { StartSession: wordOf(failure) };
  const isLost = isNamed(failure, 'InvalidHostID') || failure.code === 'tls';
  if (isLost) {
    return { mayPair: true, told: { symptom: 'stalePairing', signs: ['trustLost'], raw } };
  }
  const isLocked = isNamed(failure, 'PasswordProtected');
  return { mayPair: false, told: { symptom: isLocked ? 'locked' : 'noAnswer', raw } };
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
