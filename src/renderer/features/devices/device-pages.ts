import type { DeviceRow } from '../../../contract/devices.ts';
import type { FailureCode } from '../../../contract/protocol.ts';
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
  search(text: string): void;
  /** These rows are in sight: fetches what is missing of them. */
  want(from: number, to: number): void;
  /** Asks again for what is in sight, for instance because a listing went on. */
  refresh(): void;
}

export interface PagesState {
  readonly total: number | undefined;
  readonly matched: number;
  readonly failure: FailureCode | undefined;
}

/** The fleet as windows: never more than a few hundred rows in the page, however many there are. */
export function createDevicePages(engine: EngineClient): DevicePages {
  const pages = createPageShelf();
  const news = createVersion();
  let search = '';
  let sight = { from: 0, to: 0 };
  let state: PagesState = { total: undefined, matched: 0, failure: undefined };
  const fetch = async (page: number) => {
    const asked = search;
    const isFresh = !pages.has(page);
    pages.begin(page);
    const answer = await engine.ask('devices.window', {
      search: asked,
      offset: page * PAGE,
      limit: PAGE,
    });
    if (asked !== search) return;
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
    search(text) {
      search = text;
      pages.clear();
      sight = { from: 0, to: 0 };
      void fetch(0);
    },
    want(from, to) {
      sight = { from, to };
      fetchInSight(pages.has);
    },
    refresh: () => fetchInSight(() => false),
  };
}

function stateAfter(state: PagesState, answer: Answer<'devices.window'>): PagesState {
  if (!answer.ok) return { ...state, failure: answer.error.code };
  const { total, matched } = answer.value;
  return { total, matched, failure: undefined };
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
    clear: () => pages.clear(),
  };
}
