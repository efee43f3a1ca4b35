import { foundSome } from '../found.ts';
import type { RunwayStep } from '../runway.ts';
import { failedOf, jobsOf, openOf, stepOf, through, waitingOf, type Scene } from './step.ts';

const KINDS = ['assignProfile'] as const;

/** Intune will bring the device up with a profile that it may have. */
export function profileStep(scene: Scene): RunwayStep {
  const { input, fleet } = scene;
  const jobs = jobsOf(input, KINDS);
  const done = through(fleet, ({ hasProfile }) => hasProfile);
  const wrong = through(fleet, ({ hasWrongProfile }) => hasWrongProfile);
  const without = through(
    fleet,
    (line) => line.isSynchronised && !line.hasProfile && !line.hasWrongProfile,
  );
  return stepOf(scene, {
    step: 'profile',
    kinds: KINDS,
    done,
    findings: [
      ...foundSome('approvalAwaited', waitingOf(jobs, 'approval').length),
      // Those that a job is bringing one are no news.
      ...foundSome('withoutProfile', Math.max(0, without - openOf(jobs))),
      ...foundSome('wrongProfile', wrong),
      ...foundSome('profileFailed', Math.min(failedOf(jobs), fleet.total - done)),
    ],
  });
}
