import type { DeviceFamily } from '../facts/device-facts.ts';
import { MINUTE, type Instant } from '../time.ts';
import type { EvidenceLevel, ResetSign } from './evidence.ts';

/**
 * Where one reset stands. `expected`: the verdict said RESET NOW; `started`: the operator began; `gone`: the
 * device left its slot; `back`: it returned, or the operator says that it is erased; `recorded`: on record.
 */
export type ResetStep = 'none' | 'expected' | 'started' | 'gone' | 'back' | 'recorded';

/** One round of a reset, on the bench's clock but for `erasedAt`, which is the device's own. */
export interface ResetState {
  readonly step: ResetStep;
  /** False for families that USB says nothing of: their resets can only be attested. */
  readonly isWatchable: boolean;
  readonly expectedAt?: Instant;
  readonly startedAt?: Instant;
  readonly goneAt?: Instant;
  readonly backAt?: Instant;
  /** What was known of it when it left: a return in Setup Assistant means most after `setUp`, and nothing after itself. */
  readonly leftAs?: 'setUp' | 'setupAssistant' | 'unknown';
  /** The signs that it showed before it left, in this round. */
  readonly leftShowing?: readonly ResetSign[];
  readonly attestedAt?: Instant;
  readonly observedAt?: Instant;
  /** It paired silently and had forgotten all else: as good as a date, since it can only have happened meanwhile. */
  readonly pairedAt?: Instant;
  readonly erasedAt?: Instant;
  /** Stamps that did not belong to this round when they were shown: time alone does not make them belong. */
  readonly refusedStamps?: readonly Instant[];
}

/**
 * What happened: `expected` and `recorded` by the desk, `started` and `attested` by the operator, the rest by USB;
 * `dropped`: all of it happened to another device.
 */
export type ResetSignal =
  | { readonly kind: keyof typeof STEPS; readonly at: Instant }
  | {
      readonly kind: 'recorded';
      readonly at: Instant;
      /** As what it is on record: a proof stays one, however such evidence is judged today. */
      readonly level?: EvidenceLevel | undefined;
    }
  | {
      readonly kind: 'left';
      readonly at: Instant;
      readonly wasInSetupAssistant?: boolean | undefined;
      readonly signs?: readonly ResetSign[] | undefined;
    }
  | {
      readonly kind: 'returned';
      readonly at: Instant;
      /** Absent when nobody knows. */
      readonly isInSetupAssistant?: boolean | undefined;
      readonly signs?: readonly ResetSign[] | undefined;
      /** The erase stamp, if the device showed one. */
      readonly erasedAt?: Instant | undefined;
    };

type Returned = Extract<ResetSignal, { kind: 'returned' }>;

const UNWATCHED: readonly DeviceFamily[] = ['Mac', 'AppleTV', 'Vision', 'Watch'];
/** How far the device's clock may run ahead before its stamp is taken for one of another day. */
const CLOCK_TOLERANCE = 2 * MINUTE;

const STEPS = { expected: expect, started: start, attested: attest, dropped: drop };

/** No reset yet, for a device of this family. */
export function noReset(family: DeviceFamily = 'unknown'): ResetState {
  return { step: 'none', isWatchable: !UNWATCHED.includes(family) };
}

/**
 * The state after one signal. Total: a signal that makes no sense here changes nothing. Evidence of a round never
 * gets weaker, and a reset that nobody expected or started never gets any.
 */
export function stepReset(state: ResetState, signal: ResetSignal): ResetState {
  if (signal.kind === 'left') return leave(state, signal);
  if (signal.kind === 'returned') return comeBack(state, signal);
  if (signal.kind === 'recorded') return close(state, signal.level);
  return STEPS[signal.kind](state, signal.at);
}

/** The best evidence of this round: dated over observed over attested; undefined while nothing is proven. */
export function evidenceOf(state: ResetState): EvidenceLevel | undefined {
  if (state.erasedAt !== undefined || state.pairedAt !== undefined) return 'dated';
  if (state.observedAt !== undefined) return 'observed';
  return state.attestedAt === undefined ? undefined : 'attested';
}

function expect(state: ResetState, at: Instant): ResetState {
  if (state.step !== 'none') return state;
  return { ...noRound(state), step: 'expected', expectedAt: at };
}

function attest(state: ResetState, at: Instant): ResetState {
  return isOpen(state) ? { ...state, step: 'back', attestedAt: at } : state;
}

/** That it was ordered proves nothing: a record of that closes no round. */
function close(state: ResetState, level: EvidenceLevel = 'ordered'): ResetState {
  const isProven = level !== 'ordered' || evidenceOf(state) !== undefined;
  return isOpen(state) && isProven ? { ...state, step: 'recorded' } : state;
}

function drop(state: ResetState): ResetState {
  return isOpen(state) ? noRound(state) : state;
}

/** A new round, unless one is under way or waits to be recorded. */
function start(state: ResetState, at: Instant): ResetState {
  if (state.step === 'expected') return { ...state, step: 'started', startedAt: at };
  // Unplugged before the operator began: it is still away, but now on purpose.
  if (state.step === 'gone') return { ...state, startedAt: state.startedAt ?? at };
  const isOver = state.step === 'none' || state.step === 'recorded';
  const cameToNothing = state.step === 'back' && !evidenceOf(state);
  return isOver || cameToNothing ? { ...noRound(state), step: 'started', startedAt: at } : state;
}

function leave(state: ResetState, signal: Extract<ResetSignal, { kind: 'left' }>): ResetState {
  if (!isOpen(state) || !state.isWatchable || state.step === 'gone') return state;
  const leftShowing = [...(state.leftShowing ?? []), ...(signal.signs ?? [])];
  return {
    ...state,
    step: 'gone',
    goneAt: signal.at,
    leftAs: howItLeft(state, signal),
    ...(leftShowing.length > 0 && { leftShowing }),
  };
}

/** In recovery nobody knows. Over a round the best that was known counts: once set up, it was not erased before. */
function howItLeft(
  { leftAs: before }: ResetState,
  { wasInSetupAssistant }: Extract<ResetSignal, { kind: 'left' }>,
): NonNullable<ResetState['leftAs']> {
  if (before === 'setUp' || wasInSetupAssistant === false) return 'setUp';
  return before === 'setupAssistant' || wasInSetupAssistant ? 'setupAssistant' : 'unknown';
}

/**
 * A reboot looks like a reset until Setup Assistant shows, so a return alone proves nothing and the device may go
 * again. Without having seen it leave, only the erase stamp counts.
 */
function comeBack(state: ResetState, signal: Returned): ResetState {
  if (!isOpen(state) || !state.isWatchable) return state;
  const evidence = newEvidence(state, signal);
  const known = { ...evidence, ...state, ...refusedStampsAfter(state, signal, evidence) };
  const wasAway = state.step === 'gone' || state.step === 'back';
  if (!wasAway && evidence.erasedAt === undefined) return known;
  return { ...known, step: 'back', backAt: signal.at };
}

function refusedStampsAfter(
  { refusedStamps = [] }: ResetState,
  { erasedAt }: Returned,
  evidence: Pick<ResetState, 'erasedAt'>,
): Pick<ResetState, 'refusedStamps'> {
  const isRefused = erasedAt !== undefined && evidence.erasedAt === undefined;
  if (!isRefused || refusedStamps.includes(erasedAt)) return {};
  return { refusedStamps: [...refusedStamps, erasedAt] };
}

/**
 * The chain of docs/protocol/apple-usb.md#evidence-of-a-reset, never graded up: what is weak alone stays weak, and a
 * device of which nobody knew whether it was set up proves less than one that was. A sign that it showed before it
 * left, such as a trust that it lost long ago, says nothing.
 */
function newEvidence(
  state: ResetState,
  signal: Returned,
): Pick<ResetState, 'observedAt' | 'pairedAt' | 'erasedAt'> {
  const { at, isInSetupAssistant, erasedAt } = signal;
  const { leftAs } = state;
  // Who says that it is set up shows no sign of the contrary.
  const signs = isInSetupAssistant === false ? [] : newSigns(state, signal);
  const isForgetful = hasForgottenAll(signs);
  const isObserved =
    leftAs === 'setUp'
      ? isInSetupAssistant === true || signs.length > 0
      : leftAs === 'unknown' && isForgetful;
  const isPaired = leftAs === 'setUp' && isForgetful;
  const isDated = erasedAt !== undefined && erasedInRound(state, signal);
  return {
    ...(isObserved && { observedAt: at }),
    ...(isPaired && { pairedAt: at }),
    ...(isDated && { erasedAt }),
  };
}

function newSigns({ leftShowing = [] }: ResetState, { signs = [] }: Returned): ResetSign[] {
  return signs.filter((sign) => !leftShowing.includes(sign));
}

/** Silent pairing with one of its companions. */
function hasForgottenAll(signs: readonly ResetSign[]): boolean {
  const isBlank = signs.includes('unactivated') || signs.includes('setupStateAbsent');
  return isBlank && signs.includes('pairedSilently');
}

/** Later than the start of the round, and not from the future: a device whose clock runs ahead proves nothing. */
function erasedInRound(state: ResetState, { at, erasedAt }: Returned): boolean {
  const since = state.startedAt ?? state.expectedAt;
  if (since === undefined || erasedAt === undefined) return false;
  if (state.refusedStamps?.includes(erasedAt)) return false;
  return erasedAt > since && erasedAt <= at + CLOCK_TOLERANCE;
}

function isOpen({ step }: ResetState): boolean {
  return step !== 'none' && step !== 'recorded';
}

function noRound({ isWatchable }: ResetState): ResetState {
  return { step: 'none', isWatchable };
}
