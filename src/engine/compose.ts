import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Mode } from '../contract/host.ts';
import type { SecretStore } from '../core/ports.ts';
import { failure, success } from '../core/result.ts';
import { assembleEngine } from './assemble.ts';
import { createBenchWatch } from './bench/bench-watch.ts';
import { connectClouds, type Clouds } from './clouds/connect.ts';
import { watchConnectivity } from './connectivity.ts';
import { restoreBindings } from './desk/bind.ts';
import type { Desk, DeskState } from './desk/desk.ts';
import type { Engine, PublishNews, Reply } from './engine.ts';
import { createJobs } from './jobs/jobs.ts';
import { openLedger, type Ledger } from './ledger/ledger.ts';
import { ledgerSigningKey } from './ledger/signing-key.ts';
import { visitLedger } from './ledger/visit-ledger.ts';
import { createMirror } from './mirror/mirror.ts';
import { openSlotNames } from './slot-names.ts';
import type { World } from './world.ts';

export interface ComposeOptions {
  readonly mode: Mode;
  /** Holds one folder per mode: live and sandbox never share a file. */
  readonly home: string;
  readonly secrets?: SecretStore | undefined;
  /**
   * `bench`: lists the clouds again and again and does the queued work. `visitor`: answers a question beside a
   * bench that may be running on the same folder, so it starts no work, writes nothing to the ledger, and leaves a rehearsal as it is.
   */
  readonly role: 'bench' | 'visitor';
  readonly log: (line: string) => void;
}

/** Puts the engine of one mode together. The only place that knows whether the world is real. */
export async function composeEngine(options: ComposeOptions): Promise<Reply<Engine>> {
  const folder = path.join(options.home, options.mode);
  const made = makeFolder(folder);
  if (!made.ok) return made;
  const world = await openWorld(options, folder);
  const opened = await openRecord(options, folder, world);
  if (!opened.ok) {
    world.close();
    return opened;
  }
  return success(furnish({ world, ledger: opened.value, folder, options }));
}

async function openRecord(
  { mode, role, secrets }: ComposeOptions,
  folder: string,
  { clock }: World,
): Promise<Reply<Ledger>> {
  const about = { folder, mode, bench: os.hostname(), clock };
  if (role === 'visitor') return visitLedger(about);
  return openLedger({ ...about, signingKey: await ledgerSigningKey(secrets) });
}

async function openWorld({ mode, role, log }: ComposeOptions, folder: string): Promise<World> {
  if (mode === 'live') return (await import('./live-world.ts')).liveWorld(log);
  return (await import('./sandbox-world.ts')).sandboxWorld(folder, { isKept: role === 'bench' });
}

interface Furniture {
  readonly world: World;
  readonly ledger: Ledger;
  readonly folder: string;
  readonly options: ComposeOptions;
}

function furnish({ world, ledger, folder, options }: Furniture): Engine {
  const { clock, connections } = world;
  const { policy } = connections;
  const listeners = new Set<PublishNews>();
  const mirror = createMirror({ file: path.join(folder, 'mirror.sqlite'), clock });
  const { fetch, isOnline } = watchConnectivity(world.fetch, clock);
  const clouds: Clouds = connectClouds({ ...world, fetch, mirror });
  const jobs = createJobs({
    ...clouds,
    mirror,
    clock,
    policy,
    database: ledger.database,
    record: (happening, serial) => engine.recordWork(happening, serial),
    onChange: (serials) => engine.workChanged(serials),
  });
  const names = openSlotNames(path.join(folder, 'slots.json'), options.log);
  const desk: Desk = {
    ledger,
    mirror,
    jobs,
    clock,
    policy,
    isOnline,
    organizations: connections.organizations,
    bench: createBenchWatch({ bus: world.bus, probe: world.probe, clock, names }),
    roster: world.roster,
    revalidation: clouds.revalidation,
    publish(news, value) {
      for (const listener of listeners) listener(news, value);
    },
    state: emptyState(),
  };
  restoreBindings(desk);
  const engine = assembleEngine({ desk, world, clouds, listeners, options });
  return engine;
}

/** Revisions begin at the wall clock's time, so that those of a new life come after those of the last. */
function emptyState(): DeskState {
  return {
    operator: null,
    shown: null,
    shownSlot: null,
    sent: new Map(),
    bindings: new Map(),
    revision: Date.now(),
  };
}

function makeFolder(folder: string): Reply<void> {
  try {
    mkdirSync(folder, { recursive: true });
    return success(undefined);
  } catch {
    return failure({ code: 'folderReadOnly' });
  }
}
