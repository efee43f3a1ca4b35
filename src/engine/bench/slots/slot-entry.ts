import type { RememberedSlot } from './layout-memory.ts';
import type { Presence } from './slot-table.ts';
import { isPassing } from './socket-halves.ts';

/** A slot of this run: what is kept of it, and what is in it. */
export interface SlotEntry extends RememberedSlot {
  number: number;
  name: string;
  ports: readonly string[];
  isNumbered: boolean;
  /** What names it: the first of its ports. */
  readonly port: string;
  /** Something was plugged in there since the start, or the bus itself knows the port. */
  isSeen: boolean;
  presence: Presence | undefined;
}

export function entryOf({ number, name, ports, isNumbered }: RememberedSlot): SlotEntry {
  return {
    number,
    name,
    ports,
    isNumbered,
    isSeen: false,
    presence: undefined,
    get port() {
      return this.ports[0] ?? '';
    },
  };
}

/** What of it is kept. */
export function keptOf({ number, name, ports, isNumbered }: SlotEntry): RememberedSlot {
  return { number, name, ports, isNumbered };
}

/** A device that is away is still in its slot while its reset is open. */
export function isOccupied({ presence }: SlotEntry): boolean {
  if (!presence) return false;
  return presence.device.goneSince === undefined || presence.allowsPairing;
}

/** It ends with what is in it, and is not kept: its port will not come again, and the operator has said nothing of it. */
export function endsWithPlug(slot: RememberedSlot): boolean {
  return slot.ports.every(isPassing) && !isOperators(slot);
}

/** The operator has said what it is. */
export function isOperators({ name, isNumbered, ports }: RememberedSlot): boolean {
  return isNumbered || name !== '' || ports.length > 1;
}
