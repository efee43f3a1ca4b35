import { found, foundIf, foundSome } from '../found.ts';
import type { RunwayInput } from '../input.ts';
import type { RunwayStep } from '../runway.ts';
import { failedOf, jobsOf, soonest, stepOf, through, waitingOf, type Scene } from './step.ts';

/** A migration without a reset moves the device at Apple as well. */
const KINDS = ['reassign', 'migrate', 'changeDeadline', 'cancelMigration'] as const;

/** Apple sends the device to its target. */
export function reassignStep(scene: Scene): RunwayStep {
  const { input, fleet } = scene;
  const jobs = jobsOf(input, KINDS);
  const done = through(fleet, ({ isReassigned }) => isReassigned);
  const spent = waitingOf(jobs, 'quota');
  const freeAt = soonest(spent, input.now.bench);
  return stepOf(scene, {
    step: 'reassign',
    kinds: KINDS,
    done,
    findings: [
      ...foundIf(!input.isListed && isAnyConnected(input), 'mirrorNotFull'),
      ...foundSome('onForeignService', fleet.foreign),
      ...(spent.length > 0 ? [found('postQuotaSpent', { freeAt })] : []),
      ...foundSome('reassignFailed', Math.min(failedOf(jobs), fleet.total - done)),
    ],
  });
}

/** Without a connection nothing is going to be listed. */
function isAnyConnected({ connections: { organizations, tenant } }: RunwayInput): boolean {
  return organizations.length > 0 || tenant !== null;
}
