import type { Token } from '../facts/tenant-facts.ts';
import { MINUTE, onBenchClock, type Instant, type Now } from '../time.ts';
import type { Target } from '../verdict/policy.ts';
import { sum, type Fleet } from './fleet.ts';
import type { RunwayInput } from './input.ts';
import type { TargetLine } from './runway.ts';

/** Intune accepts a manual sync every 15 minutes (docs/protocol/intune.md#sync). */
const SYNC_SPACING = 15 * MINUTE;

/** What is true of each target beyond its devices, in the order of the policy. */
export function targetLines(input: RunwayInput, fleet: Fleet): TargetLine[] {
  return input.connections.policy.targets.map((target) => lineOf(target, input, fleet));
}

function lineOf(target: Target, { tenant, now }: RunwayInput, fleet: Fleet): TargetLine {
  const { id, name } = target;
  const service = tenant.services?.value.find((each) => each.id === target.serviceId);
  const token = tenant.tokens?.value.find((each) => each.id === target.tokenId);
  return {
    targetId: id,
    name,
    service: service?.name ?? target.serviceId,
    token: token?.name ?? target.tokenId,
    ...datesOf(token, now),
    serviceConnectedAt: shown(service?.lastConnectedAt, now),
    devices: sum(fleet.lines.filter((line) => line.isReassigned && line.target.id === id)),
  };
}

function datesOf(token: Token | undefined, now: Now) {
  const nextSync = Math.max(now.cloud, (token?.lastSyncTriggeredAt ?? 0) + SYNC_SPACING);
  return {
    tokenExpiresAt: shown(token?.expiresAt, now),
    lastSyncAt: shown(token?.recentSyncs[0], now),
    nextSyncAt: token ? onBench(nextSync, now) : null,
  };
}

function shown(cloud: Instant | null | undefined, now: Now): Instant | null {
  return cloud == null ? null : onBench(cloud, now);
}

/** A cloud's instant for the person at the bench; two clocks that lie far apart give no time before 1970. */
export function onBench(cloud: Instant, now: Now): Instant {
  return Math.max(0, onBenchClock(cloud, now));
}
