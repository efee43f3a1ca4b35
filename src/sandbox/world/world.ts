import type { Clock } from '../../core/ports.ts';
import { SECOND, type Instant } from '../../core/time.ts';
import type { Campaign } from '../campaign/campaign.ts';
import type { Fault } from '../http/faults.ts';
import type { SimulatedDevice } from './device.ts';
import type { Occurrence, Outcomes, Plan } from './occurrence.ts';
import type { WorldState } from './world-state.ts';

/** The clouds' clock runs ahead of the bench's by this much: nobody may mix the two. */
export const CLOUD_SKEW = 7 * SECOND;

/** The same moment on the bench's clock. */
export function onBenchTime(cloudTime: Instant): Instant {
  return cloudTime - CLOUD_SKEW;
}

/** One simulated world: what the clouds know and where the devices are. */
export interface World {
  readonly seed: number;
  readonly clock: Clock;
  readonly campaign: Campaign;
  readonly state: WorldState;
  /** Tests put disturbances in here; see `Fault`. */
  readonly faults: Fault[];
  /** The clouds' clock. */
  now(): Instant;
  device(serial: string): SimulatedDevice | undefined;
  /** Changes a device and remembers that it differs from what the seed gives. Unknown serials change nothing. */
  change(serial: string, mutate: (device: SimulatedDevice) => void): void;
  plan(at: Instant, plan: Plan): void;
  /** Lets everything happen whose time has come. */
  settle(): void;
  /** Tells listeners that the state is worth saving and looking at again. */
  touch(): void;
  /** 1, 2, 3 … for each name. */
  count(name: string): number;
  readonly changed: ReadonlySet<string>;
}

export interface WorldParts {
  readonly seed: number;
  readonly clock: Clock;
  readonly campaign: Campaign;
  readonly state: WorldState;
  readonly changed: readonly string[];
  readonly outcomes: Outcomes<World>;
  readonly onChange: () => void;
}

export function createWorld(parts: WorldParts): World {
  const { clock, state, outcomes, onChange } = parts;
  const changed = new Set(parts.changed);
  let takeBackAlarm: () => void = () => undefined;

  const world: World = {
    seed: parts.seed,
    clock,
    campaign: parts.campaign,
    state,
    faults: [],
    changed,
    now: () => clock.now() + CLOUD_SKEW,
    device: (serial) => state.devices.get(serial),
    change(serial, mutate) {
      const device = state.devices.get(serial);
      if (!device) return;
      mutate(device);
      changed.add(serial);
    },
    plan(at, plan) {
      insert(state.occurrences, { at, order: world.count('occurrence'), plan });
      setAlarm();
    },
    settle() {
      if (happen(world, outcomes)) onChange();
      setAlarm();
    },
    touch: onChange,
    count(name) {
      const next = (state.counters[name] ?? 0) + 1;
      state.counters[name] = next;
      return next;
    },
  };
  function setAlarm(): void {
    takeBackAlarm();
    const next = state.occurrences[0];
    if (next) takeBackAlarm = clock.after(next.at - world.now(), world.settle);
  }
  setAlarm();
  return world;
}

/** Runs what is due, oldest first, what it causes included. Each outcome happens at its own time. */
function happen(world: World, outcomes: Outcomes<World>): boolean {
  let hasHappened = false;
  for (let next = world.state.occurrences[0]; next && next.at <= world.now();) {
    world.state.occurrences.shift();
    run(world, outcomes, next);
    hasHappened = true;
    next = world.state.occurrences[0];
  }
  return hasHappened;
}

function run(world: World, outcomes: Outcomes<World>, { plan, at }: Occurrence): void {
  // Each kind has the outcome for exactly its plan; the compiler cannot see that through the table.
  const outcome = outcomes[plan.kind] as (world: World, plan: Plan, at: Instant) => void;
  outcome(world, plan, at);
}

function insert(occurrences: Occurrence[], added: Occurrence): void {
  const place = occurrences.findIndex((other) => other.at > added.at);
  occurrences.splice(place < 0 ? occurrences.length : place, 0, added);
}

/** The devices in Apple's organization, in the order in which Apple lists them. */
export function members(world: World): SimulatedDevice[] {
  return [...world.state.devices.values()].filter((device) => device.isMember);
}
