import { hasEnded, type JobKind } from '../../jobs/job.ts';
import { sum, type Fleet, type Placed } from '../fleet.ts';
import { blocks, tidied } from '../found.ts';
import type { RunwayInput, RunwayJob } from '../input.ts';
import type { RunwayFinding, RunwayStep } from '../runway.ts';

/** What a step of the way looks at. */
export interface Scene {
  readonly input: RunwayInput;
  readonly fleet: Fleet;
  /** Something of the first step stands in the way of all others. */
  readonly isHeld: boolean;
}

interface Draft {
  readonly step: RunwayStep['step'];
  readonly kinds: readonly JobKind[];
  readonly done: number;
  readonly findings: readonly RunwayFinding[];
}

/** A step of devices: its state follows from its counts, its findings and the first step. */
export function stepOf({ input, fleet, isHeld }: Scene, draft: Draft): RunwayStep {
  const { step, kinds } = draft;
  const underWay = openOf(jobsOf(input, kinds));
  const findings = tidied(draft.findings);
  const { total, unread } = fleet;
  const done = Math.min(total, draft.done);
  const left = total - done;
  const isThrough = total > 0 && left === 0 && input.isListed;
  const state = (): RunwayStep['state'] => {
    if (blocks(findings)) return 'blocked';
    if (isThrough && underWay === 0) return 'done';
    if (isHeld) return 'blocked';
    if (underWay > 0) return 'underWay';
    // What nobody has read cannot be called open.
    return !input.isListed || (unread > 0 && left === unread) ? 'unknown' : 'open';
  };
  return { step, state: state(), done, total, underWay, findings };
}

export function through(fleet: Fleet, mark: (line: Placed) => boolean): number {
  return sum(fleet.lines.filter(mark));
}

export function jobsOf({ jobs }: RunwayInput, kinds: readonly JobKind[]): readonly RunwayJob[] {
  return jobs.filter(({ kind }) => kinds.includes(kind));
}

export function isOpen({ state }: RunwayJob): boolean {
  return !hasEnded(state);
}

/** Devices whose cloud work has not ended. */
export function openOf(jobs: readonly RunwayJob[]): number {
  return jobs.filter(isOpen).reduce((total, { open }) => total + open, 0);
}

/** Devices for which it failed and that were not taken up again since. */
export function failedOf(jobs: readonly RunwayJob[]): number {
  return jobs.reduce((total, { left }) => total + left, 0);
}

/** Open jobs that wait for this. */
export function waitingOf(jobs: readonly RunwayJob[], code: string): readonly RunwayJob[] {
  return jobs.filter((job) => isOpen(job) && job.waiting === code);
}

/** The earliest moment at which one of them goes on. */
export function soonest(jobs: readonly RunwayJob[], otherwise: number): number {
  return Math.min(...jobs.map(({ nextAt }) => nextAt ?? otherwise));
}
