import { HOUR } from '../../time.ts';
import { sum, type Fleet } from '../fleet.ts';
import { found, foundSome } from '../found.ts';
import type { RunwayInput } from '../input.ts';
import type { RunwayFinding, RunwayStep } from '../runway.ts';
import { isOpen, jobsOf, stepOf, through, waitingOf, type Scene } from './step.ts';

const KINDS = ['wipe'] as const;
/** So long before its deadline a migration must have a profile that awaits configuration. */
const DUE = 12 * HOUR;

/** The device is proven to be reset, or came up in Intune with a profile that it may have. */
export function resetStep(scene: Scene): RunwayStep {
  const { input, fleet } = scene;
  const wipes = jobsOf(input, KINDS);
  return stepOf(scene, {
    step: 'reset',
    kinds: KINDS,
    done: resetIn(fleet),
    findings: [
      ...foundSome('approvalAwaited', waitingOf(wipes, 'approval').length),
      ...migrationsDue(input),
    ],
  });
}

/** The ledger adds only those that Intune does not show yet, so that none counts twice. */
function resetIn(fleet: Fleet): number {
  const proven = fleet.handled.filter((line) => isProven(line) && !line.isEnrolled);
  return through(fleet, ({ isEnrolled }) => isEnrolled) + sum(proven);
}

function isProven(line: Fleet['handled'][number]): boolean {
  return line.hasProfile && line.wasReset;
}

function migrationsDue(input: RunwayInput): RunwayFinding[] {
  const { bench } = input.now;
  const due = jobsOf(input, ['migrate', 'changeDeadline'])
    .filter(isOpen)
    .filter(({ deadlineAt }) => deadlineAt !== undefined && deadlineAt <= bench + DUE);
  const count = due.reduce((total, { open }) => total + open, 0);
  const dueAt = Math.min(...due.map(({ deadlineAt }) => deadlineAt ?? bench));
  return count > 0 ? [found('migrationsDue', { count, dueAt, dueOn: dueAt })] : [];
}
