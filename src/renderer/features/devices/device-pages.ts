import { MOST_LISTED, type DeviceFilter, type DeviceSort } from '../../../contract/device-query.ts';
import type { DeviceRow } from '../../../contract/devices.ts';
import type { FailureCode } from '../../../contract/protocol.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Answer, EngineClient } from '../../app/engine-client.ts';

const PAGE = 100;
/** The page in sight, its neighbours, and some that were just left: the rest stays in the engine. */
const KEPT_PAGES = 8;

export interface DevicePages {
  /** A number that changes with everything below. */
  version(): number;
  subscribe(listener: () => void): () => void;
  readonly state: PagesState;
  row(index: number): DeviceRow | undefined;
  show(query: PagesQuery): void;
  /** The serials of the rows from one place to another, both of them too; those of the first ten thousand rows. */
  serials(from: number, to: number): Promise<readonly SerialNumber[]>;
  /** These rows are in sight: fetches what is missing of them. */
  want(from: number, to: number): void;
  /** Asks again for what is in sight, for instance because a listing went on. */
  refresh(): void;
}

export interface PagesQuery {
  readonly search: string;
  readonly filter: DeviceFilter;
  readonly sort: DeviceSort;
}

export interface PagesState {
  readonly total: number | undefined;
  readonly matched: number;
  /** How many of the fleet were judged: by verdict only those are found. */
  readonly judged: number;
  readonly failure: FailureCode | undefined;
}

/** The fleet as windows: never more than a few hundred rows in the page, however many there are. */
export function createDevicePages(engine: EngineClient): DevicePages {
  const pages = createPageShelf();
  const news = createVersion();
  let query = WHOLE;
  let sight = { from: 0, to: 0 };
  let state: PagesState = { total: undefined, matched: 0, judged: 0, failure: undefined };
  const fetch = async (page: number) => {
    const asked = query;
    const isFresh = !pages.has(page);
    pages.begin(page);
    const answer = await ask(engine, asked, page);
    if (asked !== query) return;
    if (answer.ok) pages.put(page, answer.value.rows);
    else if (isFresh) pages.forget(page);
    state = stateAfter(state, answer);
    news.change();
  };
  const fetchInSight = (isKnown: (page: number) => boolean) => {
    const last = Math.floor(sight.to / PAGE);
    for (let page = Math.floor(sight.from / PAGE); page <= last; page++) {
      if (!isKnown(page)) void fetch(page);
    }
  };
  return {
    get state() {
      return state;
    },
    version: news.version,
    subscribe: news.subscribe,
    row: (index) => pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    show(wanted) {
      query = wanted;
      pages.clear();
      sight = { from: 0, to: 0 };
      void fetch(0);
    },
    want(from, to) {
      sight = { from, to };
      fetchInSight(pages.has);
    },
    refresh() {
      pages.keepOnly(Math.floor(sight.from / PAGE), Math.floor(sight.to / PAGE));
      fetchInSight(() => false);
    },
    serials: (from, to) => serialsBetween(engine, { query, pages }, [from, to]),
  };
}

const WHOLE: PagesQuery = {
  search: '',
  filter: {},
  sort: { by: 'serial', isDescending: false },
};

function ask(engine: EngineClient, query: PagesQuery, page: number) {
  return engine.ask('devices.window', { ...query, offset: page * PAGE, limit: PAGE });
}

/** What is not in sight is fetched for this, and not kept. */
async function serialsBetween(
  engine: EngineClient,
  { query, pages }: { readonly query: PagesQuery; readonly pages: PageShelf },
  [from, to]: readonly [number, number],
): Promise<readonly SerialNumber[]> {
  const end = Math.min(to, from + MOST_LISTED - 1);
  const rows: DeviceRow[] = [];
  for (let page = Math.floor(from / PAGE); page <= Math.floor(end / PAGE); page++) {
    const known = pages.get(page) ?? [];
    const answer = known.length > 0 ? undefined : await ask(engine, query, page);
    const fetched = answer?.ok ? answer.value.rows : known;
    rows.push(...fetched.slice(Math.max(0, from - page * PAGE), end - page * PAGE + 1));
  }
  return rows.map(({ serial }) => serial);
}

function stateAfter(state: PagesState, answer: Answer<'devices.window'>): PagesState {
  if (!answer.ok) return { ...state, failure: answer.error.code };
  const { total, matched, judged } = answer.value;
  return { total, matched, judged, failure: undefined };
}

/** Tells React that something changed. */
function createVersion() {
  const listeners = new Set<() => void>();
  let version = 0;
  return {
    version: () => version,
    change(): void {
      version++;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type PageShelf = ReturnType<typeof createPageShelf>;

/** The most recently used pages. A page that is being fetched is known, but has no rows yet. */
function createPageShelf() {
  const pages = new Map<number, readonly DeviceRow[]>();
  const put = (page: number, rows: readonly DeviceRow[]) => {
    pages.delete(page);
    pages.set(page, rows);
    for (const oldest of pages.keys()) {
      if (pages.size <= KEPT_PAGES) break;
      pages.delete(oldest);
    }
  };
  return {
    put,
    begin: (page: number) => put(page, pages.get(page) ?? []),
    get: (page: number) => pages.get(page),
    has: (page: number) => pages.has(page),
    forget: (page: number) => pages.delete(page),
    keepOnly(from: number, to: number): void {
      for (const page of pages.keys()) if (page < from || page > to) pages.delete(page);
    },
    clear: () => pages.clear(),
  };
}
