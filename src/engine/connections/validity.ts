import type { PushCertificate, Token } from '../../core/facts/tenant-facts.ts';
import { cause, fails, holds, type Cause, type Check } from '../../core/setup/checks.ts';
import { DAY, type Instant } from '../../core/time.ts';

/** Renewing takes two administrators and their time. */
const SOON = 30 * DAY;
/** Intune syncs by itself every 12 hours (docs/protocol/intune.md#sync); two days without one are no coincidence. */
const SYNC_OVERDUE = 2 * DAY;

/** Whether the token is good now (cloud clock). `warnings`: what else is odd about it. */
export function tokenCheck(token: Token, now: Instant, warnings: readonly Cause[] = []): Check {
  const { expiresAt } = token;
  // Intune dates every token; one without a date is not to be relied on.
  if (expiresAt === null || expiresAt <= now) return fails('token', cause('tokenExpired'));
  return holds('token', [...soon('tokenExpiresSoon', expiresAt, now), ...warnings]);
}

export function tokenSyncCheck(token: Token, now: Instant): Check {
  const { lastSyncErrorCode: errorCode, recentSyncs } = token;
  if (errorCode !== 0) {
    return fails('tokenSync', cause('tokenSyncFailing', { errorCode }), `error ${errorCode}`);
  }
  const isOverdue = (recentSyncs[0] ?? 0) < now - SYNC_OVERDUE;
  return holds('tokenSync', isOverdue ? [cause('tokenNotSyncedLately')] : []);
}

export function pushCertificateCheck({ expiresAt }: PushCertificate, now: Instant): Check {
  if (expiresAt === null) return fails('pushCertificate', cause('noPushCertificate'));
  if (expiresAt <= now) return fails('pushCertificate', cause('pushCertificateExpired'));
  return holds('pushCertificate', soon('pushCertificateExpiresSoon', expiresAt, now));
}

function soon(
  code: 'tokenExpiresSoon' | 'pushCertificateExpiresSoon',
  expiresAt: Instant,
  now: Instant,
): readonly Cause[] {
  if (expiresAt > now + SOON) return [];
  return [cause(code, { count: Math.max(0, Math.floor((expiresAt - now) / DAY)) })];
}
