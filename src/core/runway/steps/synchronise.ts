import type { Instant } from '../../time.ts';
import { found, foundSome } from '../found.ts';
import type { RunwayJob } from '../input.ts';
import type { RunwayFinding, RunwayStep } from '../runway.ts';
import { targetLines } from '../target-lines.ts';
import { isOpen, jobsOf, stepOf, through, waitingOf, type Scene } from './step.ts';

const KINDS = ['sync'] as const;

/** Intune has imported the device from Apple. */
export function synchroniseStep(scene: Scene): RunwayStep {
  const { input, fleet } = scene;
  const jobs = jobsOf(input, KINDS);
  const done = through(fleet, ({ isSynchronised }) => isSynchronised);
  const missing = through(fleet, (line) => line.isReassigned && !line.isSynchronised);
  return stepOf(scene, {
    step: 'synchronise',
    kinds: KINDS,
    done,
    findings: [
      ...failedSyncs(jobs),
      ...foundSome('approvalAwaited', waitingOf(jobs, 'approval').length),
      ...(missing > 0 ? [whyMissing(scene, missing)] : []),
    ],
  });
}

/** Any later sync of the same token heals the failure of an earlier one, unless it was cancelled. */
function failedSyncs(jobs: readonly RunwayJob[]): RunwayFinding[] {
  const newest = new Map(
    jobs
      .filter(({ state }) => state !== 'cancelled')
      .toSorted((one, other) => one.queuedAt - other.queuedAt)
      .map((job) => [job.target, job]),
  );
  return [...newest.values()]
    .filter(({ state }) => state === 'failed')
    .map(({ target }) => found('syncFailed', { target: target ?? '–' }));
}

/** A sync brings what is missing; without one on its way somebody has to look. */
function whyMissing({ input, fleet }: Scene, count: number): RunwayFinding {
  const { now } = input;
  const open = jobsOf(input, KINDS).filter(isOpen);
  const moments: Instant[] = [
    ...open.flatMap(({ nextAt }) => nextAt ?? []),
    ...targetLines(input, fleet).flatMap(({ nextSyncAt }) => nextSyncAt ?? []),
  ].filter((at) => at > now.bench);
  const mustWait = moments.length > 0 && (open.length > 0 || isSpaced(input, fleet));
  if (mustWait) return found('syncNotYet', { count, untilAt: Math.min(...moments) });
  return found('identitiesMissing', { count });
}

/** No target of these devices may be synced now. */
function isSpaced(input: Scene['input'], fleet: Scene['fleet']): boolean {
  const waiting = new Set(
    fleet.lines
      .filter((line) => line.isReassigned && !line.isSynchronised)
      .map(({ target }) => target.id),
  );
  const lines = targetLines(input, fleet).filter(({ targetId }) => waiting.has(targetId));
  return lines.every(({ nextSyncAt }) => nextSyncAt !== null && nextSyncAt > input.now.bench);
}
