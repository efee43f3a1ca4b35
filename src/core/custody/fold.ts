import type { DeviceFamily } from '../facts/device-facts.ts';
import type { SerialNumber } from '../identifiers/serial-number.ts';
import { foldCase, type CaseState, type ResetRecord } from './case-state.ts';
import type { CustodyEvent } from './event.ts';

export type { CaseState } from './case-state.ts';

/** Everything the ledger says of one device. */
export interface DeviceState {
  readonly serial: SerialNumber;
  /** Newest first; at most the first is open. */
  readonly cases: readonly CaseState[];
  /** The newest of all cases. */
  readonly resetRecord?: ResetRecord | undefined;
  /** Bound to the serial for good by the first scan. */
  readonly ecid?: string | undefined;
}

/**
 * The state of a device after these events: those of other serials are ignored, each counts once (by id), in the
 * order of their ids, without those that were taken back. The family says whether USB can prove a reset of it.
 */
export function foldDevice(
  serial: SerialNumber,
  events: readonly CustodyEvent[],
  family: DeviceFamily = 'unknown',
): DeviceState {
  const ordered = inOrder(events.filter((event) => concerns(event, serial)));
  const takenBack = takenBackIds(ordered);
  const cases = byCase(ordered).flatMap((all) => foldCase(all, takenBack, family) ?? []);
  const newestFirst = cases.toReversed().map((state, index) => closeUnless(index === 0, state));
  return {
    serial,
    cases: newestFirst,
    resetRecord: newestRecord(cases),
    ecid: newestFirst.find(({ ecid }) => ecid !== undefined)?.ecid,
  };
}

/** An undo may name a scan that had no serial, and carry none itself. */
function concerns(event: CustodyEvent, serial: SerialNumber): boolean {
  return event.serial === serial || (event.serial === null && event.type === 'undone');
}

function inOrder(events: readonly CustodyEvent[]): readonly CustodyEvent[] {
  const once = new Map(events.map((event) => [event.id, event]));
  return [...once.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** The newest undo speaks first, so that an undo can itself be taken back. */
function takenBackIds(ordered: readonly CustodyEvent[]): ReadonlySet<string> {
  const takenBack = new Set<string>();
  for (const event of ordered.toReversed()) {
    if (event.type === 'undone' && !takenBack.has(event.id)) takenBack.add(event.data.eventId);
  }
  return takenBack;
}

/** The events of each case, in order; the cases in the order in which they began. */
function byCase(ordered: readonly CustodyEvent[]): readonly (readonly CustodyEvent[])[] {
  const cases = new Map<string, CustodyEvent[]>();
  for (const event of ordered) {
    if (event.caseId === null || event.serial === null) continue;
    const all = cases.get(event.caseId);
    if (all) all.push(event);
    else cases.set(event.caseId, [event]);
  }
  return [...cases.values()];
}

/** A new arrival closes the case before it, even if nobody said that the device was handed over. */
function closeUnless(isNewest: boolean, state: CaseState): CaseState {
  return isNewest ? state : { ...state, isOpen: false };
}

function newestRecord(cases: readonly CaseState[]): ResetRecord | undefined {
  const records = cases.flatMap(({ resetRecord }) => resetRecord ?? []);
  return records.toSorted((one, other) => (one.eventId < other.eventId ? -1 : 1)).at(-1);
}
