import type { Instant } from '../../core/time.ts';
import type { World } from '../world/world.ts';

export interface Quota {
  readonly name: string;
  readonly limit: number;
  readonly window: number;
}

/**
 * Lets a request through and counts it, or says for how many milliseconds the quota is used up. Requests that are
 * turned away do not count.
 */
export function spend(world: World, quota: Quota): number {
  const now = world.now();
  const passed = recent(world, quota, now);
  world.state.quotas[quota.name] = passed;
  const oldest = passed[passed.length - quota.limit];
  if (oldest !== undefined) return oldest + quota.window - now;
  passed.push(now);
  return 0;
}

function recent(world: World, quota: Quota, now: Instant): Instant[] {
  const all = world.state.quotas[quota.name] ?? [];
  return all.filter((at) => at > now - quota.window);
}
