import { DAY, MINUTE, onBenchClock, type Instant } from '../../time.ts';
import { found, HOLDS, holds, isFresh, unknownFact, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';
import { workUnderWay } from '../work.ts';

/** Intune accepts a manual sync every 15 minutes, a full one every 7 days at most (docs/protocol/intune.md#sync). */
const SYNC_SPACING = 15 * MINUTE;
const FULL_SYNC_SPACING = 7 * DAY;

/**
 * Gate 7: Intune has imported the serial, by a sync that came after the assignment. Of a device that Apple sends
 * elsewhere nothing can be expected here; an earlier gate says so.
 */
export function identityPresent(situation: Situation): GateReport {
  const { device, policy, identity, target, isOnTarget } = situation;
  if (!target) return HOLDS;
  if (!isFresh(device.identities, policy.freshness.identity, situation)) {
    const finding = unknownFact(situation, {
      asking: 'identitiesAsking',
      offline: 'identitiesOffline',
      question: 'identities',
    });
    return found(finding, device.identities);
  }
  if (!isOnTarget) return holds(device.identities);
  const syncs = syncsSeen(situation);
  if (identity && (isImportedSince(situation) || syncs.length > 0)) return holds(device.identities);
  if (!identity && syncs.length >= 2) return missing(situation);
  return notSynchronised(situation);
}

/**
 * Syncs that ended after the assignment and before the identities were read. When the date of the assignment is
 * not known, it is not earlier than the day when the organization got the device.
 */
function syncsSeen({ device, token, now }: Situation): Instant[] {
  const assignedAt = device.assignment?.value.assignedAt ?? device.hardware?.value.addedAt ?? 0;
  const readAt = (device.identities?.observedAt ?? 0) - now.bench + now.cloud;
  return (token?.recentSyncs ?? []).filter((sync) => sync > assignedAt && sync <= readAt);
}

function isImportedSince({ device, identity }: Situation): boolean {
  const assignedAt = device.assignment?.value.assignedAt;
  if (assignedAt === undefined) return true;
  return identity?.createdAt != null && identity.createdAt > assignedAt;
}

function missing({ device, now }: Situation): GateReport {
  const assignedAt = device.assignment?.value.assignedAt ?? 0;
  const soonest = Math.max(assignedAt + FULL_SYNC_SPACING, now.cloud);
  const params = { fullSyncOn: onBenchClock(soonest, now) };
  return found({ code: 'identityMissing', params }, device.identities);
}

function notSynchronised({ device, token, view, now }: Situation): GateReport {
  const work = workUnderWay(view, 'sync');
  if (work) return found({ code: 'syncUnderWay', until: work.nextAt }, device.identities);
  const triggeredAt = token?.lastSyncTriggeredAt ?? 0;
  const until = onBenchClock(Math.max(now.cloud, triggeredAt + SYNC_SPACING), now);
  return found(
    { code: 'syncPending', until, params: { untilAt: until }, question: 'identities' },
    device.identities,
  );
}
