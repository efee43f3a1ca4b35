import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { JobKind } from '../../core/jobs/job.ts';
import { openMembers, type Job } from './job.ts';

/**
 * Who is on its way already. A migration that Apple has scheduled only has its profile watched, and its deadline
 * can be changed while its sync and its profile are still under way.
 */
export function serialsUnderWay(jobs: readonly Job[], kind: JobKind): ReadonlySet<SerialNumber> {
  const isOfMigration = kind === 'changeDeadline' || kind === 'cancelMigration';
  const free: readonly JobKind[] = isOfMigration
    ? ['confirm', 'sync', 'assignProfile']
    : ['confirm'];
  const serials = jobs
    .filter((job) => !free.includes(job.kind))
    .flatMap((job) => openMembers(job))
    .filter(({ scheduledAt }) => scheduledAt === undefined)
    .map(({ serial }) => serial);
  return new Set(serials);
}
