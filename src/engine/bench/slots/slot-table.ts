import type { UsbDevice } from '../../../core/ports.ts';
import type { Instant } from '../../../core/time.ts';
import { compareIdentities, type Identity } from '../identity/identity.ts';
import type { TrackedDevice, TrackedSlot } from '../tracking/tracked-device.ts';
import type { LayoutMemory } from './layout-memory.ts';
import type { SlotEntry } from './slot-entry.ts';
import { createSlotLayout, type SlotLayout } from './slot-layout.ts';

/** A device and what the bench must remember of it besides what it shows. */
export interface Presence {
  usb: UsbDevice;
  device: TrackedDevice;
  /** Set from the unplug on; the device is shown as gone only after the bounce time. */
  leftAt: Instant | undefined;
  cancelLeave: () => void;
  /** It left and came back: only then may it be paired. */
  hasReturned: boolean;
  /** True while its own reset is open: it may then be paired, once, after it came back. */
  allowsPairing: boolean;
  /** `asking`: allowed in the question under way, and not done yet. */
  pairing: 'untried' | 'asking' | 'tried';
  /** A question is under way. */
  isAsking: boolean;
  /** Grows with every question; an answer to an older one is dropped. */
  round: number;
  cancelQuestion: () => void;
  cancelRetry: () => void;
}

/** The slots and what is in them. */
export interface SlotTable extends SlotLayout {
  all(): Presence[];
  /** A device that is not attached now and that this identity names, but not `except`. */
  findAway(identity: Identity, except: Presence | undefined): Presence | undefined;
  slotOf(presence: Presence): SlotEntry | undefined;
  /** The slot on which the same device is attached while `presence` is leaving its own. */
  attachedTwin(presence: Presence): SlotEntry | undefined;
  /** Takes it off its slot; it can still be recognised for a while. */
  remember(slot: SlotEntry): void;
  /** Takes it off its slot or out of memory, since it is somewhere else now. Says on which slot it was. */
  release(presence: Presence): SlotEntry | undefined;
  /** The slot takes in that port if the device, which has just left it, has only changed its mode. */
  follow(presence: Presence, port: string): void;
  /** Something is in that slot: whatever else is attached is in another socket. */
  tellFromOthers(slot: SlotEntry): void;
  shown(): TrackedSlot[];
}

export function createSlotTable(memory: LayoutMemory): SlotTable {
  const remembered = new Set<Presence>();
  const layout = createSlotLayout(memory, remember);
  const { entries } = layout;
  const all = () => [...entries().flatMap(({ presence }) => presence ?? []), ...remembered];
  const slotOf = (presence: Presence) => entries().find((slot) => slot.presence === presence);

  function remember(slot: SlotEntry): void {
    if (slot.presence) remembered.add(slot.presence);
    slot.presence = undefined;
    forgetOldest(remembered);
  }
  function release(presence: Presence): SlotEntry | undefined {
    remembered.delete(presence);
    const slot = slotOf(presence);
    if (slot) slot.presence = undefined;
    return slot;
  }
  return {
    ...layout,
    all,
    remember,
    release,
    slotOf,
    attachedTwin: ({ device }) => entries().find((slot) => hasAttached(slot, device.key)),
    findAway: (identity, except) =>
      all().find((presence) => presence !== except && isAway(presence, identity)),
    follow(presence, port) {
      const slot = slotOf(presence);
      if (slot) layout.learnHalf(slot, port);
    },
    tellFromOthers({ presence: here }) {
      const others = entries().flatMap(({ presence }) => presence ?? []);
      const attached = others.filter((each) => here && isAttachedBeside(each, here));
      if (here)
        layout.tellApart(
          here.usb.port,
          attached.map(({ usb }) => usb.port),
        );
    },
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

/** One device may be seen on both halves of its socket for a moment. */
function isAttachedBeside({ leftAt, device }: Presence, here: Presence): boolean {
  return leftAt === undefined && device.key !== here.device.key;
}

function shownSlot({ port, ports, number, name, presence }: SlotEntry): TrackedSlot {
  return { port, ports, number, name, ...(presence && { device: presence.device }) };
}
