import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import type { Instant } from '../../core/time.ts';
import type { JobMirror } from './clouds.ts';
import type { JobBoard } from './job-board.ts';
import { enlist } from './job-list.ts';
import type { Job, Member } from './job.ts';
import type { Jobs, RequestedSerial, WorkRequest } from './jobs.ts';
import { MIGRATION_SPACING, PACE } from './rules.ts';
import { serialsUnderWay } from './under-way.ts';

export interface QueueParts {
  readonly clock: Clock;
  readonly mirror: JobMirror;
  readonly board: JobBoard;
  /** On disk when this returns, and driven from then on. */
  readonly keep: (jobs: readonly Job[]) => void;
}

/** How work comes onto the board. */
export function queueCalls(
  parts: QueueParts,
): Pick<Jobs, 'queueReassign' | 'queueProfile' | 'queue'> {
  return {
    queueReassign(serial, target, profileIds) {
      queue(parts, { kind: 'reassign', target, serials: [{ serial, profileIds }] });
    },
    queueProfile(serial, target, profileId) {
      const serials = [{ serial, profileIds: [profileId] }];
      queue(parts, { kind: 'assignProfile', target, serials });
    },
    queue: (request) => queue(parts, request),
  };
}

/** A second press changes nothing: the serial already is on its way. */
function queue(parts: QueueParts, request: WorkRequest): readonly SerialNumber[] {
  const { clock, board, keep } = parts;
  const { kind, target, cloudDeadlineAt, approvedBy } = request;
  const now = clock.now();
  const underWay = serialsUnderWay(board.all(), kind);
  const asked = new Map(request.serials.map((each) => [each.serial, each]));
  const free = [...asked.values()].filter(({ serial }) => !underWay.has(serial));
  if (free.length === 0) return [];
  const base = { kind, targetId: target.id, cloudDeadlineAt, approvedBy, nextAt: now };
  const wishes = groupsOf(request, free).map(({ profileId, serials }) => {
    const members = serials.map((each) => memberFor(parts, each, now));
    return enlist(board.all(), { ...base, profileId, members }, now);
  });
  keep(wishes.flatMap((jobs) => jobs.map((job, index) => inTurn(job, index, now))));
  return free.map(({ serial }) => serial);
}

interface ProfileGroup {
  readonly profileId: string | undefined;
  readonly serials: readonly RequestedSerial[];
}

/** Intune takes one profile in a call; any other work is not parted. */
function groupsOf({ kind }: WorkRequest, serials: readonly RequestedSerial[]): ProfileGroup[] {
  if (kind !== 'assignProfile') return [{ profileId: undefined, serials }];
  const groups = Map.groupBy(serials, ({ profileIds }) => profileIds?.[0]);
  return [...groups].map(([profileId, some]) => ({
    profileId,
    serials: some.map(({ serial }) => ({ serial, ...(profileId && { profileIds: [profileId] }) })),
  }));
}

function memberFor(
  { mirror }: QueueParts,
  { serial, profileIds }: RequestedSerial,
  now: Instant,
): Member {
  const assignedAt = mirror.device(serial).assignment?.value.assignedAt;
  return {
    serial,
    askedFor: now,
    outcome: 'open',
    ...(profileIds && { profileIds: [...profileIds] }),
    ...(assignedAt !== undefined && { assignedAt }),
  };
}

/**
 * A wipe was agreed to by two people, and Intune counts no profiles: nothing is gathered. Batches of migrations go one
 * after the other.
 */
function inTurn(job: Job, index: number, now: Instant): Job {
  if (job.kind === 'wipe' || job.kind === 'assignProfile') return job;
  const isOfMigration = job.kind !== 'reassign';
  if (!isOfMigration || index === 0) return quietly(job, now);
  return { ...job, nextAt: now + index * MIGRATION_SPACING, waiting: 'postSpacing' };
}

/** More presses put the sending off, but the first of them is not kept waiting for ever. */
function quietly(job: Job, now: Instant): Job {
  const nextAt = Math.min(now + PACE.quiet, job.queuedAt + PACE.gatherAtMost);
  return { ...job, nextAt, waiting: 'gathering' };
}
