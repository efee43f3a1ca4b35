import type { UsbDevice } from '../../core/ports.ts';
import type { Instant } from '../../core/time.ts';
import { compareIdentities, type Identity } from './identity.ts';
import type { TrackedDevice, TrackedSlot } from './tracked-device.ts';

/** Where the operator's names of the slots are kept, by port. */
export interface SlotNames {
  read(port: string): string | undefined;
  write(port: string, name: string): void;
}

/** A device and what the bench must remember of it besides what it shows. */
export interface Presence {
  usb: UsbDevice;
  device: TrackedDevice;
  /** Set from the unplug on; the device is shown as gone only after the bounce time. */
  leftAt: Instant | undefined;
  cancelLeave: () => void;
  /** It left and came back: only then may it be paired. */
  hasReturned: boolean;
  hasTriedPairing: boolean;
  /** Grows with every question; an answer to an older one is dropped. */
  round: number;
  cancelQuestion: () => void;
  cancelRetry: () => void;
}

export interface SlotEntry {
  readonly port: string;
  readonly number: number;
  name: string;
  allowsPairing: boolean;
  presence: Presence | undefined;
}

export interface SlotTable {
  /** The slot of that port; a new one gets the next number. */
  claim(port: string): SlotEntry;
  get(port: string): SlotEntry | undefined;
  all(): Presence[];
  /** A device that is not attached now and that this identity names, but not `except`. */
  findAway(identity: Identity, except: Presence | undefined): Presence | undefined;
  /** The slot on which the same device is attached while `presence` is leaving its own. */
  attachedTwin(presence: Presence): SlotEntry | undefined;
  /** Takes it off its slot; it can still be recognised for a while. */
  remember(slot: SlotEntry): void;
  /** Takes it off its slot or out of memory, since it is somewhere else now. Says on which slot it was. */
  release(presence: Presence): SlotEntry | undefined;
  rename(port: string, name: string): void;
  shown(): TrackedSlot[];
}

export function createSlotTable(names: SlotNames): SlotTable {
  const slots = new Map<string, SlotEntry>();
  const remembered = new Set<Presence>();
  const entries = () => [...slots.values()];
  const all = () => [...entries().flatMap(({ presence }) => presence ?? []), ...remembered];

  function claim(port: string): SlotEntry {
    const known = slots.get(port);
    if (known) return known;
    const name = names.read(port) ?? '';
    const slot = { port, number: slots.size + 1, name, allowsPairing: false, presence: undefined };
    slots.set(port, slot);
    return slot;
  }
  function remember(slot: SlotEntry): void {
    if (slot.presence) remembered.add(slot.presence);
    slot.presence = undefined;
    forgetOldest(remembered);
  }
  function release(presence: Presence): SlotEntry | undefined {
    remembered.delete(presence);
    const slot = entries().find((entry) => entry.presence === presence);
    if (slot) slot.presence = undefined;
    return slot;
  }
  function rename(port: string, name: string): void {
    names.write(port, name);
    const slot = slots.get(port);
    if (slot) slot.name = name;
  }
  return {
    claim,
    rename,
    all,
    remember,
    release,
    get: (port) => slots.get(port),
    attachedTwin: ({ device }) => entries().find((slot) => hasAttached(slot, device.key)),
    findAway: (identity, except) =>
      all().find((presence) => presence !== except && isAway(presence, identity)),
    shown: () => entries().map(shownSlot),
  };
}

/** Twice the largest bench (64 slots): who left longer ago appears as new. */
const MOST_REMEMBERED = 128;

function forgetOldest(remembered: Set<Presence>): void {
  for (const oldest of remembered) {
    if (remembered.size <= MOST_REMEMBERED) return;
    remembered.delete(oldest);
  }
}

function hasAttached({ presence }: SlotEntry, key: string): boolean {
  return presence?.device.key === key && presence.leftAt === undefined;
}

function isAway({ leftAt, device }: Presence, identity: Identity): boolean {
  return leftAt !== undefined && compareIdentities(device, identity) === 'same';
}

function shownSlot({ port, number, name, presence }: SlotEntry): TrackedSlot {
  return { port, number, name, ...(presence && { device: presence.device }) };
}
