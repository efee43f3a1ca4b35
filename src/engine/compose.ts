import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Mode } from '../contract/host.ts';
import type { Connections } from '../core/connections.ts';
import type { Fetch, OpenBrowser, SecretStore } from '../core/ports.ts';
import { failure, success } from '../core/result.ts';
import { assembleEngine, type AssembledEngine } from './assemble.ts';
import { openBenchLayout } from './bench-layout.ts';
import { lockBench } from './bench-lock.ts';
import { createBenchWatch } from './bench/bench-watch.ts';
import { manifestsOf, withManifests } from './check-in/expected-devices.ts';
import type { ManifestStore } from './check-in/manifest-store.ts';
import { createAccounts } from './clouds/accounts.ts';
import { connectClouds } from './clouds/connect.ts';
import { openQuotaMemory } from './clouds/quota/quota-memory.ts';
import { createConnectionHolder, type Connected, type ConnectionHolder } from './connected.ts';
import {
  managedConnections,
  openConnectionStore,
  type ConnectionStore,
} from './connections/connection-store.ts';
import { watchConnectivity } from './connectivity.ts';
import { restoreBindings } from './desk/bind.ts';
import type { Desk, DeskState } from './desk/desk.ts';
import type { Engine, PublishNews, Reply } from './engine.ts';
import { createJobs } from './jobs/jobs.ts';
import { openLedger, type Ledger } from './ledger/ledger.ts';
import { ledgerSigningKey } from './ledger/signing-key.ts';
import { visitLedger } from './ledger/visit-ledger.ts';
import { createMemorySecrets, withGivenSecrets } from './memory-secrets.ts';
import { createMirror, type Mirror } from './mirror/mirror.ts';
import type { World } from './world.ts';

export interface ComposeOptions {
  readonly mode: Mode;
  /** Holds one folder per mode: live and sandbox never share a file. */
  readonly home: string;
  /** Without one, secrets hold for this run only. */
  readonly secrets?: SecretStore | undefined;
  /** Connections from a settings file; they go before those that were set up in the window, and are not kept. */
  readonly settings?: Connections | undefined;
  /** A token for Microsoft Graph that another tool has got. */
  readonly givenToken?: string | undefined;
  readonly openBrowser?: OpenBrowser | undefined;
  /** The network of the host, live; Node's own when there is none. */
  readonly fetch?: Fetch | undefined;
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
  const lock = options.role === 'bench' ? lockBench(folder) : success(() => undefined);
  if (!lock.ok) return lock;
  const engine = await openEngine(options, folder);
  if (!engine.ok) lock.value();
  return engine.ok
    ? success({ ...engine.value, close: () => engine.value.close().finally(lock.value) })
    : engine;
}

async function openEngine(options: ComposeOptions, folder: string): Promise<Reply<Engine>> {
  const world = await openWorld(options, folder);
  const opened = await openRecord(options, folder, world);
  if (opened.ok) return success(furnish({ world, ledger: opened.value, folder, options }));
  world.close();
  return opened;
}

async function openRecord(
  { mode, role, secrets, log }: ComposeOptions,
  folder: string,
  { clock }: World,
): Promise<Reply<Ledger>> {
  const about = { folder, mode, bench: os.hostname(), clock };
  if (role === 'visitor') return visitLedger(about);
  return openLedger({ ...about, signingKey: await ledgerSigningKey(secrets, log) });
}

async function openWorld(options: ComposeOptions, folder: string): Promise<World> {
  const { mode, role, log, fetch } = options;
  if (mode === 'live') return (await import('./live-world.ts')).liveWorld({ role, log, fetch });
  return (await import('./sandbox-world.ts')).sandboxWorld(folder, { isKept: role === 'bench' });
}

interface Furniture {
  readonly world: World;
  readonly ledger: Ledger;
  readonly folder: string;
  readonly options: ComposeOptions;
}

function furnish(furniture: Furniture): Engine {
  const { world, folder, options } = furniture;
  const listeners = new Set<PublishNews>();
  const publish: PublishNews = (news, value) => {
    for (const listener of listeners) listener(news, value);
  };
  const mirror = createMirror({ file: path.join(folder, 'mirror.sqlite'), clock: world.clock });
  const secrets = secretsOf(furniture);
  const { fetch, isOnline } = watchConnectivity(world.fetch, world.clock);
  const connect = connectWith({ ...furniture, mirror, secrets, fetch }, () => engine);
  const connections = createConnectionHolder({ store: storeOf(furniture), connect });
  const manifests = manifestsOf(furniture.ledger);
  const desk = deskOf({ ...furniture, mirror, manifests, isOnline, connections, publish });
  restoreBindings(desk);
  const engine = assembleEngine({
    desk,
    world,
    manifests,
    connections,
    secrets,
    listeners,
    options,
  });
  return engine;
}

/** Practice keys stand behind the person's own, so that a rehearsal can be connected to something else. */
function secretsOf({ world, options }: Furniture): SecretStore {
  const own = options.secrets ?? createMemorySecrets();
  return world.practice ? withGivenSecrets(own, world.practice.secrets) : own;
}

function storeOf({ world, folder, options }: Furniture): ConnectionStore {
  if (options.settings) return managedConnections(options.settings);
  const file = path.join(folder, 'connections.json');
  return openConnectionStore({ file, first: world.connections, log: options.log });
}

interface Network extends Furniture {
  readonly mirror: Mirror;
  readonly secrets: SecretStore;
  readonly fetch: Fetch;
}

/** How clouds and jobs come to be, each time that the connections have changed. */
function connectWith(network: Network, engine: () => AssembledEngine) {
  const { world, folder, options, mirror, ledger } = network;
  const { clock } = world;
  const accounts = createAccounts({
    ...network,
    clock,
    log: options.log,
    openBrowser: options.openBrowser ?? (() => Promise.resolve(false)),
    givenToken: options.givenToken,
    microsoftSignIn: world.practice?.microsoftSignIn,
    quotaMemory: openQuotaMemory(path.join(folder, 'quota.json'), options.log),
  });
  return (connections: Connections): Connected => {
    // What the clients of earlier connections still hear must not reach it: each gets a mirror of its own.
    const own = mirror.belongsTo(accountsIn(connections));
    const clouds = connectClouds({ ...network, mirror: own, connections, clock, accounts });
    const jobs = createJobs({
      ...clouds,
      mirror: own,
      clock,
      policy: connections.policy,
      database: ledger.database,
      isClear: (serial) => engine().isClear(serial),
      record: (entries) => engine().recordWork(entries),
      onChange: (serials) => engine().workChanged(serials),
    });
    return { connections, mirror: own, clouds, jobs };
  };
}

/** Whose the facts of a mirror are: those of one tenant say nothing about the devices of another. */
export function accountsIn({ organizations, tenant }: Connections): string[] {
  const apple = organizations.map(({ id, clientId, apiBaseUrl }) => [id, clientId, apiBaseUrl]);
  const microsoft = tenant ? [[tenant.cloud, tenant.tenantId, tenant.graphBaseUrl]] : [];
  return [...apple, ...microsoft].map((account) => account.join(' '));
}

interface DeskParts extends Furniture {
  readonly mirror: Mirror;
  readonly manifests: ManifestStore;
  readonly isOnline: () => boolean;
  readonly connections: ConnectionHolder;
  readonly publish: PublishNews;
}

function deskOf(parts: DeskParts): Desk {
  const { world, ledger, folder, options, mirror, isOnline, connections, publish } = parts;
  const { clock, bus, probe } = world;
  const kept = openBenchLayout(path.join(folder, 'slots.json'), options.log);
  const layout = options.role === 'bench' ? kept : { ...kept, write: () => undefined };
  return {
    get jobs() {
      return connections.current().jobs;
    },
    get policy() {
      return connections.current().connections.policy;
    },
    get organizations() {
      return connections.current().connections.organizations;
    },
    get revalidation() {
      return connections.current().clouds.revalidation;
    },
    ledger,
    mirror,
    clock,
    isOnline,
    bench: createBenchWatch({ bus, probe, clock, layout }),
    roster: withManifests(world.roster, parts.manifests, mirror),
    publish,
    state: emptyState(),
  };
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
