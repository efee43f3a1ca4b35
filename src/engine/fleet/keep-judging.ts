import type { Connections } from '../../core/connections.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { slotSerials } from '../desk/case-view.ts';
import type { Desk } from '../desk/desk.ts';
import { despiteLedger } from '../desk/despite-ledger.ts';
import { lineOf, serialAt, type FleetIndex } from '../mirror/fleet-index.ts';
import { judgeDevice, type JudgedDevice } from './judge-device.ts';
import { LANES, NOT_JUDGED, type JudgedColumns } from './judged-columns.ts';
import { createLedgerChanges } from './ledger-changes.ts';
import { atOneMoment } from './one-moment.ts';

/** Judges the whole fleet in the background while somebody looks at it, and anew whatever has changed. */
export interface Judging {
  /** Somebody looks at these columns: they are kept up for a while. */
  keepUp(columns: Kept): void;
  /** As it is now; noted in the columns too. */
  judge(serials: readonly SerialNumber[]): JudgedDevice[];
  /** These are looked at again as soon as there is time. */
  changed(serials: Iterable<SerialNumber>): void;
  /** So many were judged so far. */
  done(): number;
  stop(): void;
}

export interface Kept {
  readonly index: FleetIndex;
  readonly judged: JudgedColumns;
}

export interface JudgingParts {
  readonly desk: Desk;
  readonly connections: () => Connections;
}

/** How long one turn may hold the event loop: a scan comes first. */
const TURN_MS = 8;
/** Between two turns: while something is to be told that nobody knows yet, and once all is known. */
const PAUSE_MS = 4;
const CALM_MS = 60;
/** Whoever does not ask for so long does not look any more. */
const UNUSED_MS = 120_000;
/** How often it is asked what has changed; and how often those that may be erased are judged anew. */
const LOOK_MS = 500;
const ACT_MS = 30_000;

/** Times are those of the processor, not of the bench: they say how busy it may be. */
export function createJudging(parts: JudgingParts): Judging {
  const { desk, connections } = parts;
  const ledger = createLedgerChanges(desk.ledger);
  const due = new Set<SerialNumber>();
  const round = createRound();
  let kept: Kept | undefined;
  let usedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const lookForChanges = createLook(parts, { ledger, due, anew: round.anew });

  function judgeOne(now: Desk, serial: SerialNumber): JudgedDevice {
    const device = judgeDevice(now, connections(), serial);
    const line = kept ? lineOf(kept.index, serial) : -1;
    if (line !== -1) kept?.judged.put(line, device);
    return device;
  }
  function turn(): void {
    timer = undefined;
    if (!kept || performance.now() - usedAt > UNUSED_MS) return;
    lookForChanges();
    const until = performance.now() + TURN_MS;
    const now = atOneMoment(desk, ledger.hasStory);
    do {
      const serial = nextOf(due) ?? round.next(kept);
      if (serial === undefined) break;
      judgeOne(now, serial);
    } while (performance.now() < until);
    wake(due.size > 0 || round.isNew() ? PAUSE_MS : CALM_MS);
  }
  function wake(pause: number): void {
    timer ??= setTimeout(() => despiteLedger(turn), pause);
    timer.unref();
  }
  return {
    keepUp(columns) {
      kept = columns;
      usedAt = performance.now();
      lookForChanges();
      wake(0);
    },
    judge(serials) {
      const now = atOneMoment(desk, ledger.hasStory);
      return serials.map((serial) => judgeOne(now, serial));
    },
    changed: (serials) => [...serials].forEach((serial) => due.add(serial)),
    done: () => kept?.judged.done ?? 0,
    stop: () => clearTimeout(timer),
  };
}

function nextOf(due: Set<SerialNumber>): SerialNumber | undefined {
  const [serial] = due;
  if (serial !== undefined) due.delete(serial);
  return serial;
}

interface Noticed {
  readonly ledger: ReturnType<typeof createLedgerChanges>;
  readonly due: Set<SerialNumber>;
  readonly anew: () => void;
}

/** Asks every source what has changed, at most twice a second. */
function createLook({ desk, connections }: JudgingParts, { ledger, due, anew }: Noticed) {
  let lookedAt = -Infinity;
  let known = '';
  return (): void => {
    if (performance.now() - lookedAt < LOOK_MS) return;
    lookedAt = performance.now();
    const changed = [...ledger.take(), ...(desk.mirror.takeChanged() ?? []), ...slotSerials(desk)];
    for (const serial of changed) due.add(serial as SerialNumber);
    const all = whatAllShare(desk, connections());
    if (known !== '' && known !== all) anew();
    known = all;
  };
}

/** What the verdicts of all devices rest on; when it was read, and when a token was last synced, are of little weight. */
function whatAllShare(desk: Desk, connections: Connections): string {
  const { services, tokens, profiles, pushCertificate } = desk.mirror.tenant();
  const known = tokens?.value.map(({ id, expiresAt }) => [id, expiresAt]);
  const shared = [services?.value.map(({ id, type }) => [id, type]), known, profiles?.value];
  return JSON.stringify([...shared, pushCertificate?.value, connections.policy]);
}

/** Goes through all lines: those first that nobody has judged, then those that may be erased, then round and round. */
function createRound() {
  let unjudged = 0;
  let anywhere = 0;
  let toAct = 0;
  let toActAt = 0;
  let left = 0;
  let of: FleetIndex | undefined;
  const nextToAct = ({ index, judged }: Kept): number | undefined => {
    if (performance.now() - toActAt < ACT_MS) return undefined;
    while (toAct < index.size) {
      const lane = judged.lane[toAct];
      toAct += 1;
      if (lane !== undefined && TO_ACT.has(lane)) return toAct - 1;
    }
    toAct = 0;
    toActAt = performance.now();
    return undefined;
  };
  const nextUnjudged = ({ index, judged }: Kept): number | undefined => {
    while (unjudged < index.size && judged.lane[unjudged] !== NOT_JUDGED) unjudged += 1;
    return unjudged < index.size ? unjudged : undefined;
  };
  return {
    /** The last one given was not known, or is to be told anew. */
    isNew: () => left > 0 || (of !== undefined && unjudged < of.size),
    /** All are to be told anew. */
    anew: () => void (left = of?.size ?? 0),
    next(kept: Kept): SerialNumber | undefined {
      if (of !== kept.index) [of, unjudged, toAct] = [kept.index, 0, 0];
      const { size } = kept.index;
      if (size === 0) return undefined;
      const line = nextUnjudged(kept) ?? nextToAct(kept) ?? anywhere % size;
      if (line === anywhere % size) {
        anywhere = (anywhere + 1) % size;
        left = Math.max(0, left - 1);
      }
      return serialAt(kept.index, line);
    },
  };
}

const TO_ACT = new Set([LANES.indexOf('clear'), LANES.indexOf('start')]);
