import type { Fact } from '../facts/fact.ts';
import { MINUTE, type Instant } from '../time.ts';
import type { ReasonCode } from './reasons.ts';
import type { Situation } from './situation.ts';
import type { FixKind, Question } from './verdict.ts';

/** Why a gate does not hold, or, at the last gate, why the lane is what it is. */
export interface Finding {
  readonly code: ReasonCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** When waiting is expected to end (bench clock). */
  readonly until?: Instant | undefined;
  readonly fix?: FixKind;
  /** What to ask so that this finding may go away. */
  readonly question?: Question;
}

/** What one gate found, and when the facts it looked at were read. No finding: the gate holds. */
export interface GateReport {
  readonly findings: readonly Finding[];
  readonly readAt: readonly Instant[];
}

export const HOLDS: GateReport = { findings: [], readAt: [] };

export function found(
  finding: Finding,
  ...facts: readonly (Fact<unknown> | undefined)[]
): GateReport {
  return { findings: [finding], readAt: readTimes(facts) };
}

export function holds(...facts: readonly (Fact<unknown> | undefined)[]): GateReport {
  return { findings: [], readAt: readTimes(facts) };
}

/** The first report that found something; else everything that was looked at. */
export function firstOf(...reports: readonly GateReport[]): GateReport {
  const failed = reports.find((report) => report.findings.length > 0);
  return failed ?? { findings: [], readAt: reports.flatMap((report) => report.readAt) };
}

/** A bench clock that is set right now and then may put a reading this far ahead. */
const CLOCK_CORRECTION = 5 * MINUTE;

/**
 * Is this fact there and young enough? A reading from the future says that a clock was moved: it counts as old.
 */
export function isFresh(
  fact: Fact<unknown> | undefined,
  maximumAge: number,
  situation: Situation,
): boolean {
  if (!fact) return false;
  const age = situation.now.bench - fact.observedAt;
  return age <= maximumAge && age >= -CLOCK_CORRECTION;
}

/** The finding for a fact that is missing or too old: ask it now, or say that it cannot be asked. */
export function unknownFact(
  situation: Situation,
  codes: { readonly asking: ReasonCode; readonly offline: ReasonCode; readonly question: Question },
): Finding {
  if (!situation.tenant.isOnline) return { code: codes.offline };
  return { code: codes.asking, question: codes.question };
}

function readTimes(facts: readonly (Fact<unknown> | undefined)[]): Instant[] {
  return facts.flatMap((fact) => (fact ? [fact.observedAt] : []));
}
