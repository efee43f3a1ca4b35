import type { DeviceFilter, DeviceSelection, DeviceSort } from '../../contract/device-query.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Sessions } from '../check-in/sessions.ts';
import { nextTurn } from '../in-turns.ts';
import { serialAt } from '../mirror/fleet-index.ts';
import { carriedOver, createJudgedColumns, type JudgedColumns } from './judged-columns.ts';
import { createJudging, type Judging, type JudgingParts, type Kept } from './keep-judging.ts';
import { matchingLines, type Held, type Wanted } from './match.ts';
import { orderedLines } from './order.ts';

export interface FleetParts extends JudgingParts {
  readonly sessions: Pick<Sessions, 'of'>;
}

export interface DeviceQuery {
  readonly search: string;
  readonly filter: DeviceFilter;
  readonly sort: DeviceSort;
}

export interface FoundDevices {
  readonly held: Held;
  /** In the order that was asked for. */
  readonly lines: Uint32Array;
}

/** All devices, filtered and sorted in memory. It is built when somebody first looks, and kept while somebody does. */
export interface Fleet extends Pick<Judging, 'judge'> {
  find(query: DeviceQuery): Promise<FoundDevices>;
  /** Who is meant by a selection, in serial order. */
  serialsOf(selection: DeviceSelection): Promise<readonly SerialNumber[]>;
  hold(): Promise<Held>;
  /** So many were judged so far. */
  judged(): number;
  /** Something was done with these: what was found before no longer counts. */
  changed(serials: Iterable<SerialNumber>): void;
  stop(): void;
}

const BY_SERIAL: DeviceSort = { by: 'serial', isDescending: false };
/** While verdicts go on changing, the pages of one answer fit each other for so long. */
const STEADY_MS = 1_500;
/** Whoever comes back later than this finds the fleet judged from the beginning again. */
const FORGOTTEN_MS = 600_000;

export function createFleet(parts: FleetParts): Fleet {
  const { desk } = parts;
  const judging = createJudging(parts);
  const answers = createAnswers();
  let kept: Promise<Kept> | undefined;
  let forget: NodeJS.Timeout | undefined;

  async function keptFor(before: Promise<Kept> | undefined): Promise<Kept> {
    const index = await desk.mirror.fleetIndex();
    const old = await before;
    if (old?.index === index) return old;
    return { index, judged: old ? await carriedOver(old, index) : createJudgedColumns(index.size) };
  }
  async function hold(): Promise<Held> {
    kept = keptFor(kept);
    const columns = await kept;
    judging.keepUp(columns);
    clearTimeout(forget);
    forget = setTimeout(() => (kept = undefined), FORGOTTEN_MS).unref();
    return { ...columns, names: desk.mirror.names(), now: desk.clock.now() };
  }
  async function find(query: DeviceQuery): Promise<FoundDevices> {
    const held = await hold();
    const lines = await answers.of(query, held, async () => {
      const matching = await matchingLines(held, wantedBy(parts, query));
      await nextTurn();
      return orderedLines(held, matching, query.sort);
    });
    return { held, lines };
  }
  return {
    find,
    hold,
    judged: () => judging.done(),
    judge: judging.judge,
    serialsOf: (selection) => serialsOf(selection, find),
    changed(serials) {
      judging.changed(serials);
      answers.forget();
    },
    stop() {
      judging.stop();
      clearTimeout(forget);
    },
  };
}

async function serialsOf(
  selection: DeviceSelection,
  find: Fleet['find'],
): Promise<readonly SerialNumber[]> {
  if (selection.kind === 'serials') return [...new Set(selection.serials)];
  const { search, filter, except } = selection;
  const left = new Set(except);
  const { held, lines } = await find({ search, filter, sort: BY_SERIAL });
  const serials = Array.from(lines, (line) => serialAt(held.index, line));
  return serials.filter((serial) => !left.has(serial));
}

function wantedBy({ sessions }: FleetParts, { search, filter }: DeviceQuery): Wanted {
  const { sessionId, boxId, serials } = filter;
  const came = [...(sessions.of(sessionId ?? '')?.devices.values() ?? [])];
  const inBox = came.filter((device) => boxId === undefined || device.boxId === boxId);
  const among = [
    ...(sessionId === undefined ? [] : [inBox.map(({ serial }) => serial)]),
    ...(serials ? [serials] : []),
  ];
  return { search: search.trim(), filter, among };
}

/** The last answer, for the pages of it that are asked for one after another. */
function createAnswers() {
  let last: (Judged & { readonly key: string; readonly lines: Uint32Array }) | undefined;
  const isCurrent = (held: Held, key: string): boolean => {
    if (last?.key !== key || last.index !== held.index) return false;
    const isSame = last.editions === editionsOf(held);
    return isSame || performance.now() - last.at < STEADY_MS;
  };
  return {
    async of(query: DeviceQuery, held: Held, find: () => Promise<Uint32Array>) {
      const key = JSON.stringify(query);
      if (last && isCurrent(held, key)) return last.lines;
      const editions = editionsOf(held);
      const lines = await find();
      last = { key, lines, index: held.index, editions, at: performance.now() };
      return lines;
    },
    forget: () => void (last = undefined),
  };
}

interface Judged {
  readonly index: Held['index'];
  readonly editions: string;
  readonly at: number;
}

function editionsOf({ index, judged }: { index: Held['index']; judged: JudgedColumns }): string {
  return `${index.edition} ${judged.edition}`;
}
