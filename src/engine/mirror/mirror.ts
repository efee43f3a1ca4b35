import { z } from 'zod';
import type { DeviceFactKind, DeviceFacts } from '../../core/facts/device-facts.ts';
import type { TenantFactKind } from '../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import type { Tally } from '../../core/runway/tally.ts';
import type { Instant } from '../../core/time.ts';
import { carries, type HardwareCode } from './code-index.ts';
import type { FactOf, FactRow, TenantFactOf } from './fact-row.ts';
import type { FleetIndex, FleetQuery, Names } from './fleet-index.ts';
import { noteDevice } from './fleet-note.ts';
import { createLists, type Lists } from './lists.ts';
import { recount } from './recount.ts';
import { createStoreHolder, type Store, type StoreHolder } from './store.ts';
import type { KnownTenant } from './tenant-table.ts';

export interface FleetWindow {
  readonly total: number;
  readonly matched: number;
  readonly serials: readonly SerialNumber[];
}

/**
 * The local copy of what both clouds say. Per fact the newer `observedAt` wins. It holds nothing that could not
 * be asked again: a refusing disk loses facts, never raises an error; `trouble` says so.
 */
export interface Mirror {
  device(serial: SerialNumber): DeviceFacts;
  fact<Kind extends DeviceFactKind>(serial: SerialNumber, kind: Kind): FactOf<Kind> | undefined;
  tenant(): KnownTenant;
  put<Kind extends DeviceFactKind>(serial: SerialNumber, kind: Kind, fact: FactOf<Kind>): void;
  /** One transaction. For many rows use `inTurns`, so that the event loop is not held. */
  putAll(rows: readonly FactRow[]): void;
  /** Tokens keep the syncs of earlier readings (`recentSyncs`: distinct, newest first, at most 10). */
  putTenant<Kind extends TenantFactKind>(kind: Kind, fact: TenantFactOf<Kind>): void;
  remove(serial: SerialNumber, kind: DeviceFactKind): void;
  /** What the clouds listed; facts take it into account. */
  readonly lists: Lists;
  /**
   * To be called with the accounts whose facts it is to hold, before anything else is read. When one of those that
   * it knows of is not among them, or nobody knows whose its facts are, all are forgotten: the facts of another
   * tenant could make a wrong RESET NOW. Another account in addition takes nothing away but what it may deny.
   * Gives the mirror for whoever asks these accounts: its writes come to nothing once the mirror belongs to others,
   * so that an answer that was under way cannot reach it.
   */
  belongsTo(accounts: readonly string[]): Mirror;
  /** The devices that carry this code, as far as their hardware is known. */
  resolve(code: HardwareCode): readonly SerialNumber[];
  byWifiAddress(mac: string): readonly SerialNumber[];
  count(): number;
  /** The whole fleet, counted by what devices share; a list that was just taken over is counted within seconds. */
  tally(): Tally;
  /** The next serials of the fleet after this one (`''`: from the first), for walking through all of it in turns. */
  serialsAfter(serial: string, limit: number): readonly SerialNumber[];
  /** Sorted by serial; `search` is looked for in serial, IMEI, model, and the names of service and profile. */
  window(query: FleetQuery): Promise<FleetWindow>;
  /**
   * The whole fleet in memory, in serial order, for whoever filters and sorts it; it is patched while it is held, and
   * another may take its place: it is asked for anew each time.
   */
  fleetIndex(): Promise<FleetIndex>;
  /** What ids are called. */
  names(): Names;
  /** Devices of which a fact has changed since this was last asked; undefined when it cannot be said of which. */
  takeChanged(): ReadonlySet<string> | undefined;
  /** Where a resumable piece of work stopped. */
  readProgress(name: string): unknown;
  saveProgress(name: string, progress: unknown): void;
  clearProgress(name: string): void;
  /** Takes over what a Date header said and when it was read on the bench's clock. */
  noteCloudTime(cloudAt: Instant, benchAt: Instant): void;
  /** Cloud clock minus bench clock, in milliseconds. */
  skew(): number;
  /** That moment of the bench's clock (default: now) on the clouds' clock. */
  cloudNow(benchNow?: Instant): Instant;
  /** Set when facts live in memory only, or when the disk refused the last write. */
  trouble(): 'volatile' | 'notWritten' | undefined;
  close(): void;
}

/** Opens the mirror; the file may be missing, foreign or broken, and may be deleted at any time it is closed. */
export function createMirror(options: { readonly file: string; readonly clock: Clock }): Mirror {
  const { clock } = options;
  const holder = createStoreHolder(options.file, clock);
  recount(holder);
  let owner: object | undefined;

  function belongsTo(accounts: readonly string[]): Mirror {
    takeOver(holder, accounts);
    const asOwner = {};
    owner = asOwner;
    const write: StoreHolder['write'] = (run) => owner === asOwner && holder.write(run);
    return mirrorOn({ ...holder, write }, clock, belongsTo);
  }
  return mirrorOn(holder, clock, belongsTo);
}

function mirrorOn(holder: StoreHolder, clock: Clock, belongsTo: Mirror['belongsTo']): Mirror {
  return {
    ...factCalls(holder),
    ...fleetCalls(holder),
    ...noteCalls(holder, clock),
    lists: createLists(holder),
    belongsTo,
    trouble: holder.trouble,
    close: holder.close,
  };
}

const ACCOUNTS = 'accounts';
const namesSchema = z.array(z.string());

function takeOver({ read, write, empty }: StoreHolder, accounts: readonly string[]): void {
  const known = read((store) => store.notes.read(ACCOUNTS));
  const before = namesSchema.safeParse(known).data;
  const isOurs = before?.every((account) => accounts.includes(account)) ?? false;
  if (isOurs && before?.length === accounts.length) return;
  if (!isOurs) empty();
  write((store) => {
    // "In none of the connected organizations" was said before there was this one.
    store.facts.removeAbsences();
    store.notes.write(ACCOUNTS, accounts);
  });
}

function factCalls({ read, write }: StoreHolder) {
  return {
    device: (serial) => read((store) => store.facts.device(serial)),
    fact: (serial, kind) => read((store) => store.facts.one(serial, kind)),
    tenant: () => read((store) => store.tenant.read()),
    // The three belong together by the signature; the compiler cannot see it through a generic kind.
    put: (serial, kind, fact) =>
      void write((store) => putRow(store, { serial, kind, fact } as FactRow)),
    putAll: (rows) =>
      void write((store) => {
        for (const row of rows) putRow(store, row);
      }),
    putTenant: (kind, fact) => void write((store) => store.tenant.write(kind, fact)),
    remove: (serial, kind) =>
      void write(({ facts, changed }) => {
        facts.remove(serial, kind);
        changed.note(serial);
      }),
  } satisfies Partial<Mirror>;
}

function fleetCalls({ read }: StoreHolder) {
  const resolve = (code: HardwareCode): readonly SerialNumber[] =>
    read(({ codes, facts }) =>
      codes
        .candidates(code)
        .filter((serial) => carries(facts.one(serial, 'hardware')?.value, code)),
    );
  return {
    resolve,
    byWifiAddress: (mac) => resolve({ kind: 'mac', value: mac }),
    count: () => read((store) => store.fleet.count()),
    tally: () => read((store) => store.fleet.tally()),
    serialsAfter: (serial, limit) =>
      // Every line is one of a serial number.
      read((store) => store.fleet.after(serial, limit)).map((line) => line.serial as SerialNumber),
    window: (query) => read((store) => windowOf(store, query)),
    fleetIndex: () => read((store) => store.search.index()),
    names: () => read((store) => namesOf(store.tenant.read())),
    takeChanged: () => read((store) => store.changed.take()),
  } satisfies Partial<Mirror>;
}

function noteCalls({ read, write }: StoreHolder, clock: Clock) {
  const skew = (): number => read((store) => store.skew.read());
  return {
    readProgress: (name) => read((store) => store.notes.read(name)),
    saveProgress: (name, progress) => void write((store) => store.notes.write(name, progress)),
    clearProgress: (name) => void write((store) => store.notes.erase(name)),
    noteCloudTime: (cloudAt, benchAt) => void write((store) => store.skew.write(cloudAt - benchAt)),
    skew,
    cloudNow: (benchNow = clock.now()) => Math.max(0, benchNow + skew()),
  } satisfies Partial<Mirror>;
}

function putRow(store: Store, row: FactRow): void {
  if (!store.facts.write(row)) return;
  if (row.kind === 'hardware') store.codes.add(row.serial, row.fact.value);
  noteDevice(store, row.serial, [row.kind]);
}

/** Without a search the table itself is quick for the first pages; what lies deeper is counted off in the index. */
const QUICK_OFFSET = 2_000;

async function windowOf(store: Store, query: FleetQuery): Promise<FleetWindow> {
  const total = store.fleet.count();
  if (query.search.trim() === '' && query.offset <= QUICK_OFFSET) {
    return { total, matched: total, serials: store.fleet.page(query.offset, query.limit) };
  }
  const matches = await store.search.find(query, namesOf(store.tenant.read()));
  return { total, ...matches };
}

function namesOf(tenant: KnownTenant): Names {
  const services = tenant.services?.value ?? [];
  const profiles = tenant.profiles?.value ?? [];
  return {
    service: new Map(services.map(({ id, name }) => [id, name])),
    profile: new Map(profiles.map(({ id, name }) => [id, name])),
  };
}
