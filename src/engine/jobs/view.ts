import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import { DAY, type Instant } from '../../core/time.ts';
import type { Policy } from '../../core/verdict/policy.ts';
import { ACTIVITIES } from './activity-rules.ts';
import type { JobMirror } from './clouds.ts';
import type { JobBoard } from './job-board.ts';
import type { Job } from './job.ts';
import type { View } from './step.ts';

interface ViewParts {
  readonly clock: Clock;
  readonly mirror: JobMirror;
  readonly policy: Policy;
  readonly isClear?: ((serial: SerialNumber) => boolean) | undefined;
}

/** What the saga may look at now: both clocks, the policy, the mirror, and what was sent already. */
export function viewOf(parts: ViewParts, board: JobBoard): View {
  const { clock, mirror, policy } = parts;
  return {
    now: { bench: clock.now(), cloud: mirror.cloudNow() },
    policy,
    device: (serial) => mirror.device(serial),
    tokens: () => mirror.tenant().tokens,
    profiles: () => mirror.tenant().profiles,
    isConfigurator: (serviceId) => isConfigurator(mirror, serviceId),
    lastPostAt: (organizationId) => lastPostAt({ board, policy, now: clock.now() }, organizationId),
    isBehindAnother: (job, organizationId) => {
      const due = targetsOf(policy, organizationId);
      return board
        .all()
        .some((other) => due.has(other.targetId) && isAhead(other, job, clock.now()));
    },
    wipesToday: () => wipesSince(board.all(), clock.now() - DAY),
    isClear: (serial) => parts.isClear?.(serial) ?? false,
  };
}

function isConfigurator(mirror: JobMirror, serviceId: string): boolean {
  const services = mirror.tenant().services?.value ?? [];
  return services.some(({ id, type }) => id === serviceId && type === 'APPLE_CONFIGURATOR');
}

interface Posts {
  readonly board: JobBoard;
  readonly policy: Policy;
  readonly now: Instant;
}

/** The rows of the last day remember it over a restart, so that the hourly quota is kept then too. */
function lastPostAt({ board, policy, now }: Posts, organizationId: string): Instant {
  const targetIds = targetsOf(policy, organizationId);
  const posts = board
    .all()
    .filter((job) => ACTIVITIES[job.kind] !== undefined && targetIds.has(job.targetId))
    .map((job) => job.calledAt ?? 0)
    // By a clock that was set back since; the quota itself remembers it all the same (quota-memory.ts).
    .filter((calledAt) => calledAt <= now);
  return Math.max(0, ...posts);
}

function targetsOf({ targets }: Policy, organizationId: string): ReadonlySet<string> {
  const own = targets.filter((target) => target.organizationId === organizationId);
  return new Set(own.map((target) => target.id));
}

function isAhead(other: Job, job: Job, now: Instant): boolean {
  const isDue = other.kind === 'reassign' && other.state === 'queued' && other.nextAt <= now;
  const isOlder =
    other.queuedAt < job.queuedAt || (other.queuedAt === job.queuedAt && other.id < job.id);
  return isDue && isOlder && other.rejection === undefined;
}

/** Rows live for a day and longer, and so the count holds over a restart. */
export function wipesSince(jobs: readonly Job[], since: Instant): number {
  return jobs.filter((job) => job.kind === 'wipe' && job.calls > 0 && (job.calledAt ?? 0) > since)
    .length;
}
