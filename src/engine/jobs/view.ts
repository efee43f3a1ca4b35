import type { Clock } from '../../core/ports.ts';
import type { Instant } from '../../core/time.ts';
import type { Policy } from '../../core/verdict/policy.ts';
import type { JobMirror } from './clouds.ts';
import type { JobBoard } from './job-board.ts';
import type { View } from './step.ts';

/** What the saga may look at now: both clocks, the policy, the mirror, and what was sent already. */
export function viewOf(
  parts: { readonly clock: Clock; readonly mirror: JobMirror; readonly policy: Policy },
  board: JobBoard,
): View {
  const { clock, mirror, policy } = parts;
  return {
    now: { bench: clock.now(), cloud: mirror.cloudNow() },
    policy,
    device: (serial) => mirror.device(serial),
    tokens: () => mirror.tenant().tokens,
    isConfigurator: (serviceId) => isConfigurator(mirror, serviceId),
    lastPostAt: (organizationId) => lastPostAt(board, policy, organizationId),
  };
}

function isConfigurator(mirror: JobMirror, serviceId: string): boolean {
  const services = mirror.tenant().services?.value ?? [];
  return services.some(({ id, type }) => id === serviceId && type === 'APPLE_CONFIGURATOR');
}

/** The rows of the last day remember it over a restart, so that the hourly quota is kept then too. */
function lastPostAt(board: JobBoard, policy: Policy, organizationId: string): Instant {
  const ofOrganization = policy.targets.filter(
    (target) => target.organizationId === organizationId,
  );
  const targetIds = new Set(ofOrganization.map((target) => target.id));
  const posts = board
    .all()
    .filter((job) => job.kind === 'reassign' && targetIds.has(job.targetId))
    .map((job) => job.calledAt ?? 0);
  return Math.max(0, ...posts);
}
