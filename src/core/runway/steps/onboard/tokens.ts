import type { Token } from '../../../facts/tenant-facts.ts';
import { DAY, type Now } from '../../../time.ts';
import type { Target } from '../../../verdict/policy.ts';
import { found, foundIf } from '../../found.ts';
import type { RunwayInput } from '../../input.ts';
import type { RunwayFinding } from '../../runway.ts';
import { onBench } from '../../target-lines.ts';

/** Renewing takes two administrators and their time. */
const SOON = 30 * DAY;
/** Intune syncs by itself every 12 hours (docs/protocol/intune.md#sync); two days without one are no coincidence. */
const SYNC_OVERDUE = 2 * DAY;

export function tokenFindings(input: RunwayInput): RunwayFinding[] {
  const { tokens } = input.tenant;
  if (!tokens) return [];
  if (tokens.value.length === 0) return [found('noToken')];
  return input.connections.policy.targets.flatMap((target) =>
    ofTarget(target, tokens.value, input),
  );
}

function ofTarget(target: Target, tokens: readonly Token[], input: RunwayInput): RunwayFinding[] {
  const token = tokens.find(({ id }) => id === target.tokenId);
  if (!token) return [found('targetTokenMissing', { target: target.name })];
  return [
    ...validity(token, input.now),
    ...synchronisation(token, input.now),
    ...age(token, input),
  ];
}

/** Intune always dates a token; one without a date is not to be relied on (as the verdict sees it). */
function validity({ name, expiresAt }: Token, now: Now): RunwayFinding[] {
  if (expiresAt === null || expiresAt <= now.cloud) return [found('tokenExpired', { token: name })];
  const expiresOn = onBench(expiresAt, now);
  return foundIf(expiresAt <= now.cloud + SOON, 'tokenExpiresSoon', { token: name, expiresOn });
}

function synchronisation(token: Token, now: Now): RunwayFinding[] {
  const { name, lastSyncErrorCode: errorCode, recentSyncs } = token;
  if (errorCode !== 0) return [found('tokenSyncFailing', { token: name, errorCode })];
  const isOverdue = (recentSyncs[0] ?? 0) < now.cloud - SYNC_OVERDUE;
  return foundIf(isOverdue, 'tokenNotSynced', { token: name });
}

/** Enrollment does not start with a profile that is older than the token (docs/protocol/intune.md#profiles). */
function age(
  { id, name, modifiedAt }: Token,
  { tenant, connections }: RunwayInput,
): RunwayFinding[] {
  const wanted = new Set(
    connections.policy.targets
      .filter(({ tokenId }) => tokenId === id)
      .flatMap(({ allowedProfileIds }) => Object.values(allowedProfileIds).flat()),
  );
  const older = (tenant.profiles?.value ?? []).filter(
    (profile) =>
      wanted.has(profile.id) &&
      profile.tokenId === id &&
      profile.firstSeenAt !== undefined &&
      profile.firstSeenAt < (modifiedAt ?? 0),
  );
  return older.map((profile) =>
    found('tokenRenewedAfterProfile', { token: name, profile: profile.name }),
  );
}

export function pushCertificateFindings({ tenant, now }: RunwayInput): RunwayFinding[] {
  const { pushCertificate } = tenant;
  if (!pushCertificate) return [];
  const { expiresAt } = pushCertificate.value;
  if (expiresAt === null) return [found('noPushCertificate')];
  if (expiresAt <= now.cloud) return [found('pushCertificateExpired')];
  const expiresOn = onBench(expiresAt, now);
  return foundIf(expiresAt <= now.cloud + SOON, 'pushCertificateExpiresSoon', { expiresOn });
}
