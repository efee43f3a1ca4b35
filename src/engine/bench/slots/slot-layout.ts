import { MOST_SLOTS } from '../../../contract/bench.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import { createApartPorts, type ApartPorts } from './apart-ports.ts';
import type { LayoutMemory } from './layout-memory.ts';
import {
  endsWithPlug,
  entryOf,
  isOccupied,
  isOperators,
  keptOf,
  type SlotEntry,
} from './slot-entry.ts';
import { canBeHalves, lookLikeHalves } from './socket-halves.ts';

/** What the operator does with slots; a slot is named by either of its ports. */
export interface SlotArranging {
  /** How many slots the hub has in a row; null until the operator says so. */
  columns(): number | null;
  setColumns(columns: number | null): void;
  name(port: string, name: string): Result<void, 'unknownSlot'>;
  /**
   * Gives it that number. With an empty slot of that number it becomes one, where both can be the halves of a
   * socket; with any other it changes places.
   */
  number(port: string, number: number): Result<void, 'unknownSlot'>;
  /** The half with the device in it stays; the other gets the next free number. */
  separate(port: string): Result<void, 'unknownSlot'>;
  forget(port: string): Result<void, 'unknownSlot' | 'slotOccupied'>;
}

/** Which ports are which slots, over restarts. */
export interface SlotLayout extends SlotArranging {
  /** The slot of that port; a new one gets the lowest number that is free. */
  claim(port: string): SlotEntry;
  get(port: string): SlotEntry | undefined;
  /** In the order of their numbers. */
  entries(): SlotEntry[];
  /** The device of that slot came back on that port in another mode: it may be the other half. */
  learnHalf(slot: SlotEntry, port: string): void;
  /** Ends the slots whose ports ended with a plug and in which nothing is any more; they would grow without end. */
  endPassing(): void;
  /** These ports are occupied at once, so that each is a socket of its own. */
  tellApart(port: string, others: readonly string[]): void;
}

/** The parts that the steps below work on. */
interface Layout {
  readonly slots: Set<SlotEntry>;
  readonly apart: ApartPorts;
  /** Takes what is still in a slot that ends. */
  readonly drop: (slot: SlotEntry) => void;
  readonly save: () => void;
}

export function createSlotLayout(memory: LayoutMemory, drop: Layout['drop']): SlotLayout {
  const kept = memory.read();
  const slots = new Set(kept.slots.filter((slot) => !endsWithPlug(slot)).map(entryOf));
  const apart = createApartPorts(kept.apart);
  let { columns } = kept;
  function save(): void {
    const remembered = inOrder(slots).filter(
      (slot) => slot.number <= MOST_SLOTS && !endsWithPlug(slot),
    );
    const ports = new Set(remembered.flatMap((slot) => slot.ports));
    memory.write({ columns, slots: remembered.map(keptOf), apart: apart.among(ports) });
  }
  const layout: Layout = { slots, apart, drop, save };
  return {
    ...arrangingOf(layout),
    columns: () => columns,
    setColumns(wanted) {
      columns = wanted;
      save();
    },
    claim: (port) => claim(layout, port),
    get: (port) => find(layout, port),
    entries: () => inOrder(slots),
    learnHalf: (slot, port) => learnHalf(layout, slot, port),
    endPassing: () => endPassing(layout),
    tellApart(port, others) {
      if (apart.add(port, others)) save();
    },
  };
}

function arrangingOf(layout: Layout) {
  /** Keeps what was done to the slot, if there is such a slot. */
  function change(port: string, how: (slot: SlotEntry) => void): Result<void, 'unknownSlot'> {
    const slot = find(layout, port);
    if (!slot) return failure('unknownSlot');
    how(slot);
    layout.save();
    return success(undefined);
  }
  return {
    name: (port, name) => change(port, (slot) => (slot.name = name)),
    number: (port, number) => change(port, (slot) => renumber(layout, slot, number)),
    separate: (port) => change(port, (slot) => separate(layout, slot)),
    forget(port) {
      const slot = find(layout, port);
      if (slot && isOccupied(slot)) return failure('slotOccupied');
      return change(port, (known) => take(layout, known));
    },
  } satisfies Partial<SlotArranging>;
}

function inOrder(slots: Iterable<SlotEntry>): SlotEntry[] {
  return [...slots].toSorted((one, other) => one.number - other.number);
}

function find({ slots }: Layout, port: string): SlotEntry | undefined {
  return [...slots].find(({ ports }) => ports.includes(port));
}

function claim(layout: Layout, port: string): SlotEntry {
  const known = find(layout, port);
  const slot = known ?? add(layout, port);
  slot.isSeen = true;
  if (!known && !endsWithPlug(slot)) layout.save();
  return slot;
}

function add(layout: Layout, port: string): SlotEntry {
  const number = freeNumber(layout);
  const slot = entryOf({ number, name: '', ports: [port], isNumbered: false });
  layout.slots.add(slot);
  return slot;
}

/** More slots than numbers: one that only the past knows makes room, since ports may change their names for ever. */
function freeNumber(layout: Layout): number {
  const slots = inOrder(layout.slots);
  const gap = slots.findIndex((slot, index) => slot.number !== index + 1);
  const lowest = (gap === -1 ? slots.length : gap) + 1;
  const stale = slots.find((slot) => !slot.isSeen && !isOperators(slot));
  if (lowest <= MOST_SLOTS || !stale) return lowest;
  take(layout, stale);
  return stale.number;
}

function endPassing(layout: Layout): void {
  for (const slot of layout.slots) {
    if (endsWithPlug(slot) && !isOccupied(slot)) take(layout, slot);
  }
}

function take({ slots, drop }: Layout, slot: SlotEntry): void {
  drop(slot);
  slots.delete(slot);
}

function renumber(layout: Layout, slot: SlotEntry, number: number): void {
  const other = [...layout.slots].find((each) => each.number === number && each !== slot);
  if (other && mayJoin(layout, slot, other)) join(layout, slot, other);
  else if (other) Object.assign(other, { number: slot.number, isNumbered: slot.isNumbered });
  Object.assign(slot, { number, isNumbered: true });
}

function mayJoin({ apart }: Layout, slot: SlotEntry, other: SlotEntry): boolean {
  const [one, two, ...more] = [...slot.ports, ...other.ports];
  if (isOccupied(other) || one === undefined || two === undefined || more.length > 0) return false;
  return canBeHalves(one, two) && !apart.has(one, two);
}

function join(layout: Layout, slot: SlotEntry, other: SlotEntry): void {
  take(layout, other);
  slot.ports = [...slot.ports, ...other.ports];
  slot.name ||= other.name;
}

/** Both are the operator's from now on, so that nothing learnt makes them one again. */
function separate(layout: Layout, slot: SlotEntry): void {
  const stays = slot.presence?.usb.port ?? slot.port;
  const goes = slot.ports.find((port) => port !== stays);
  if (goes === undefined) return;
  Object.assign(slot, { ports: [stays], isNumbered: true });
  Object.assign(add(layout, goes), { isNumbered: true, isSeen: slot.isSeen });
}

function learnHalf(layout: Layout, slot: SlotEntry, port: string): void {
  const known = find(layout, port);
  if (known === slot || (known && isOperators(known))) return;
  const isLikely = slot.ports.every((half) => lookLikeHalves(half, port));
  if (!isLikely) return;
  const other = known ?? add(layout, port);
  if (mayJoin(layout, slot, other)) join(layout, slot, other);
  layout.save();
}
