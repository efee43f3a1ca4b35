import type { DeviceFactKind } from '../../core/facts/device-facts.ts';
import type { Instant } from '../../core/time.ts';
import { inTurns, nextTurn } from '../in-turns.ts';
import { noteDevice } from './fleet-note.ts';
import type { ListedRow, ListId, ListKind, OpenPass, Trace, Unsettled } from './list-table.ts';
import type { ListedDevice } from './listed-facts.ts';
import type { Store, StoreHolder } from './store.ts';

/**
 * What the clouds listed, pass after pass. Until a pass is complete readers go on with the one before; then the
 * whole list changes at once.
 */
export interface Lists {
  /** The lists of this kind are these from now on; what others said is forgotten. */
  keepOnly(kind: ListKind, account: string, ids: readonly string[]): void;
  /** There is no such list any more: what it said is forgotten. */
  drop(list: ListId): void;
  /** Begins a pass and gives its number. */
  begin(list: ListId): number;
  /** Takes over some rows in one transaction; false when the disk refuses or the pass is no longer known. */
  take(list: ListId, pass: number, rows: readonly ListedRow[]): boolean;
  /** Puts rows into the pass that readers see, each in the place of what it said of that serial. */
  add(list: ListId, rows: readonly ListedRow[]): boolean;
  /** The switch: readers see this pass from now on. `startedAt` is when its first page was asked for. */
  complete(list: ListId, pass: number, startedAt: Instant): boolean;
  /** Was it ever read to its end? */
  isComplete(list: ListId): boolean;
  /** Brings the fleet up to what the lists say and clears away what nobody sees any more, in turns. */
  settle(): Promise<void>;
}

export function createLists(holder: StoreHolder): Lists {
  const { read, write } = holder;
  let settling: Promise<void> | undefined;

  function takeInto(
    open: (store: Store) => OpenPass | undefined,
    kind: ListKind,
    rows: readonly ListedRow[],
    how: 'take' | 'replace',
  ): boolean {
    let isKnown = false;
    const isWritten = write((store) => {
      const pass = open(store);
      isKnown = pass !== undefined;
      for (const row of rows) if (pass?.[how](row)) noteNews(store, kind, row, pass.isSeen);
    });
    return isWritten && isKnown;
  }
  return {
    keepOnly: (kind, account, ids) => void write(({ lists }) => lists.keepOnly(kind, account, ids)),
    drop: (list) => void write(({ lists }) => lists.drop(list)),
    begin(list) {
      let pass = 0;
      write(({ lists }) => {
        pass = lists.begin(list);
      });
      return pass;
    },
    take: (list, pass, rows) =>
      takeInto(({ lists }) => lists.open(list, pass), list.kind, rows, 'take'),
    add: (list, rows) =>
      takeInto(({ lists }) => lists.openCurrent(list), list.kind, rows, 'replace'),
    complete: (list, pass, startedAt) =>
      write(({ lists }) => lists.complete(list, pass, startedAt)),
    isComplete: (list) => read(({ lists }) => lists.isComplete(list)),
    settle() {
      settling ??= settleAll(holder).finally(() => {
        settling = undefined;
      });
      return settling;
    },
  };
}

/** The facts that each list speaks of. */
const FACTS_OF: Readonly<Record<Unsettled['kind'], readonly DeviceFactKind[]>> = {
  service: ['assignment'],
  devices: ['hardware', 'membership', 'assignment'],
  identities: ['identities'],
  enrollments: ['enrollments'],
  dropped: ['assignment', 'identities'],
};

function noteNews(
  store: Store,
  kind: ListKind,
  { serial, value }: ListedRow,
  isSeen: boolean,
): void {
  // A code may be known before the device is: whoever asks for it checks the answer against the hardware.
  if (kind === 'devices') store.codes.add(serial, (value as ListedDevice).hardware);
  if (isSeen) noteDevice(store, serial, FACTS_OF[kind]);
}

async function settleAll(holder: StoreHolder): Promise<void> {
  for (;;) {
    const list = holder.read(({ lists }) => lists.unsettled());
    if (!list) return;
    // What the disk refuses is settled the next time.
    const isDone = (await settleRows(holder, list)) && (await settleAsked(holder, list));
    if (!isDone || !holder.write(({ lists }) => lists.settled(list))) return;
  }
}

/**
 * Rows that are looked at in one turn; those of most passes are the same as before and cost next to nothing. As many
 * as are worked off in one turn: with 500 the serials waited for theirs, and the heap grew by 18 MB in a large fleet.
 */
const SLICE = 50;

async function settleRows({ read, write }: StoreHolder, list: Unsettled): Promise<boolean> {
  let isWritten = true;
  let after = '';
  for (;;) {
    const traces = read(({ lists }) => lists.traces(list.number, after, SLICE));
    const whole = traces.length < SLICE ? traces : withoutLastSerial(traces);
    const work = whole.flatMap((trace, at) => {
      const isOver = isGone(list, trace, whole[at + 1]);
      return isOver || trace.since > list.settled ? [{ trace, isOver }] : [];
    });
    await inTurns(work, (slice) => {
      isWritten &&= write((store) => {
        for (const { trace, isOver } of slice) {
          if (isOver) store.lists.forget(list.number, trace);
          noteDevice(store, trace.serial, FACTS_OF[list.kind]);
        }
      });
    });
    if (!isWritten || traces.length < SLICE) return isWritten;
    after = whole.at(-1)?.serial ?? '';
    await nextTurn();
  }
}

/** What was asked for one serial may have been taken back by a list without any row of it having changed. */
async function settleAsked({ read, write }: StoreHolder, list: Unsettled): Promise<boolean> {
  // An organization's own list comes after those of its services, and settles for all of them.
  if (list.kind === 'service') return true;
  let isWritten = true;
  for (const kind of FACTS_OF[list.kind]) {
    let serials = read(({ facts }) => facts.asked(kind, '', SLICE));
    while (serials.length > 0) {
      await inTurns(serials, (slice) => {
        isWritten &&= write((store) => {
          for (const serial of slice) noteDevice(store, serial, [kind]);
        });
      });
      const after = serials.at(-1) ?? '';
      serials = isWritten ? read(({ facts }) => facts.asked(kind, after, SLICE)) : [];
    }
  }
  return isWritten;
}

/** A serial has one or two rows, rarely three: a slice always holds those of several. */
function withoutLastSerial(traces: readonly Trace[]): readonly Trace[] {
  const last = traces.at(-1)?.serial;
  return traces.filter(({ serial }) => serial !== last);
}

/** Nobody sees it any more: another row took its place, or its list no longer names the serial. */
function isGone(list: Unsettled, { serial, seen }: Trace, next: Trace | undefined): boolean {
  if (list.kind === 'dropped') return true;
  if (list.kind !== 'devices') return seen < list.current;
  return next?.serial === serial && next.since <= list.current;
}
