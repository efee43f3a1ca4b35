import type { REFUSED_CODES } from '../../contract/campaign.ts';
import { isPastMove } from '../../core/verdict/past-move.ts';
import type { ReasonCode } from '../../core/verdict/reasons.ts';
import type { Reason } from '../../core/verdict/verdict.ts';
import type { Judgement } from './judgement.ts';

/*
 * Who may be queued for what. Each answers with the code that forbids it: a reason of the verdict, or one of
 * `campaign.refused`. All that these let through is read again by its job before anything is sent.
 */

/** A reason of the verdict, or one that only such a list can have. */
export type Refusal = ReasonCode | (typeof REFUSED_CODES)[number];

/**
 * The verdict offers to move it or to give it its profile, as at the bench. That nothing is left to do must have been
 * read lately: else its job finds out, which sends nothing for a device that is there. What is done with is not moved
 * on a suspicion.
 */
export function mayAssign(judgement: Judgement): Refusal | undefined {
  const { lenient, allowedProfileIds, isMoveRead } = judgement;
  const { fix, reasons, lane } = lenient;
  if (fix === 'reassign') return undefined;
  if (fix === 'assignProfile') return allowedProfileIds.length > 0 ? undefined : 'noAllowedProfile';
  const code = decidingCode(reasons);
  if (isMoveRead || !isPastMove(code)) return code;
  return lane === 'done' ? 'factsTooOld' : undefined;
}

/** On a former service, with a profile that awaits configuration; its verdict may be that it keeps its data. */
export function mayMigrate(judgement: Judgement): Refusal | undefined {
  const { lenient, device } = judgement;
  if (device.deviceCheck?.value.isMigrationCapable === false) return 'notCapable';
  const obstacle = lenient.reasons.find(
    ({ code, gate }) => GATES_BEFORE.includes(gate) && !ON_FORMER.includes(code),
  );
  if (obstacle) return obstacle.code;
  const isOnFormer = lenient.reasons.some(({ code }) => MOVABLE.includes(code));
  if (!isOnFormer) return decidingCode(lenient.reasons);
  return hasAwaitingProfile(judgement) ? undefined : 'noAwaitingProfile';
}

/** Apple has a migration of it that has yet to begin, as far as is known. */
export function mayChangeMigration({ lenient, device }: Judgement): Refusal | undefined {
  const code = decidingCode(lenient.reasons);
  if (code === 'migrationRequested') return undefined;
  if (code === 'migrationStarted') return code;
  return device.deviceCheck ? 'notMigrating' : undefined;
}

/** Enrolled with another profile than it has now, and RESET NOW on facts of this moment. */
export function mayWipe({ strict, hasStandingOrder }: Judgement): Refusal | undefined {
  if (hasStandingOrder) return 'orderedAlready';
  const { lane, reasons } = strict();
  const code = decidingCode(reasons);
  if (lane !== 'clear') return code;
  return code === 'pendingReset' ? undefined : 'notPendingReset';
}

const GATES_BEFORE: readonly Reason['gate'][] = [
  'identified',
  'done',
  'migration',
  'tenant',
  'organization',
  'service',
];
const MOVABLE: readonly ReasonCode[] = ['onFormerService', 'reassignFailed'];
/** That its user keeps the data is what this migration is for. */
const ON_FORMER: readonly ReasonCode[] = [...MOVABLE, 'migratesByItself', 'keepsDataAsking'];

function hasAwaitingProfile({ allowedProfileIds, tenant }: Judgement): boolean {
  const profiles = tenant.profiles?.value ?? [];
  return profiles.some(
    ({ id, awaitsConfiguration }) => awaitsConfiguration === true && allowedProfileIds.includes(id),
  );
}

function decidingCode([deciding]: readonly Reason[]): ReasonCode {
  return deciding?.code ?? 'noSerial';
}
