import { HOUR, type Instant } from '../../core/time.ts';
import { createVirtualClock, type VirtualClock } from '../clock.ts';
import { AUTOMATIC_SYNC_EVERY } from '../microsoft-cloud/tokens.ts';
import { OUTCOMES } from './outcomes.ts';
import { packState, readSaved, unpackState, type SavedWorld } from './saved-world.ts';
import { beginWorld } from './world-state.ts';
import { CLOUD_SKEW, createWorld, type World } from './world.ts';

export interface Opening {
  readonly seed: number;
  readonly startAt: Instant;
  readonly saved: string | undefined;
  readonly clock: VirtualClock | undefined;
  readonly onChange: () => void;
}

export interface OpenWorld {
  readonly world: World;
  readonly clock: VirtualClock;
  save(): string;
}

/** The world as it was saved, or a new one when nothing readable was. */
export function openWorld(opening: Opening): OpenWorld {
  const saved = readSaved(opening.saved);
  const { seed, startAt } = saved ?? opening;
  const clock = opening.clock ?? createVirtualClock({ startAt: saved?.now ?? startAt });
  const { campaign, state } = beginWorld(seed, startAt + CLOUD_SKEW);
  const changed = saved ? unpackState(state, saved) : [];
  const { onChange } = opening;
  const parts = { seed, clock, campaign, state, changed, outcomes: OUTCOMES, onChange };
  const world = createWorld(parts);
  if (saved) clock.setSpeed(saved.speed);
  else planAutomaticSyncs(world);
  return { world, clock, save: () => saveWorld(world, startAt, clock) };
}

function planAutomaticSyncs(world: World): void {
  for (const token of world.state.tokens) {
    const at = Math.max(world.now() + HOUR, token.lastSyncAt + AUTOMATIC_SYNC_EVERY);
    world.plan(at, { kind: 'automaticSync', tokenId: token.id });
  }
}

function saveWorld(world: World, startAt: Instant, clock: VirtualClock): string {
  const saved: SavedWorld = {
    version: 1,
    seed: world.seed,
    startAt,
    now: clock.now(),
    speed: clock.speed,
    ...packState(world.state, world.changed),
  };
  return JSON.stringify(saved);
}
