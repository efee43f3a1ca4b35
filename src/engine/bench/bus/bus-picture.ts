import type { UsbChange, UsbDevice } from '../../../core/ports.ts';

/** A device where it is plugged in. */
export interface Plugged {
  /** The same for one plug, however it was noticed, and another for every other. */
  readonly key: string;
  readonly port: string;
  /** Reads its strings, which may open the device: done once for a plug. */
  read(): UsbDevice;
}

/** What the watchers of a bus know of it, from its events and, for what these miss, from lists. */
export interface BusPicture {
  /** An event. False when another device is known to be there: only a list can tell which of the two is. */
  attach(plugged: Plugged): boolean;
  /** An event. Nothing happens when that plug was already told to be over. */
  detach(plugged: Plugged): void;
  /**
   * Called before a list is taken; what it gives back takes the list, and gives back what is there. Events that come
   * between the two are newer than the list. The first list tells nothing: watchers ask for what was there before.
   */
  beginList(): (listed: readonly Plugged[]) => readonly UsbDevice[];
}

interface Shown {
  readonly key: string;
  readonly device: UsbDevice;
}

/** Tells each change once, whether an event or a list has it first. */
export function createBusPicture(tell: (change: UsbChange) => void): BusPicture {
  const shown = new Map<string, Shown>();
  const changedByEvent = new Set<string>();
  let isComplete = false;

  function show(plugged: Plugged): UsbDevice {
    const device = plugged.read();
    shown.set(plugged.port, { key: plugged.key, device });
    return device;
  }
  function takeAway(port: string): void {
    shown.delete(port);
    tell({ kind: 'detached', port });
  }
  function settle(listed: readonly Plugged[]): readonly UsbDevice[] {
    const { gone, came } = differences(shown, listed, changedByEvent);
    const isFirst = !isComplete;
    isComplete = true;
    for (const port of gone) takeAway(port);
    for (const plugged of came) {
      const device = show(plugged);
      if (!isFirst || gone.has(plugged.port)) tell({ kind: 'attached', device });
    }
    return [...shown.values()].map(({ device }) => device);
  }
  return {
    attach(plugged) {
      const here = shown.get(plugged.port);
      if (here && here.key !== plugged.key) return false;
      changedByEvent.add(plugged.port);
      if (!here) tell({ kind: 'attached', device: show(plugged) });
      return true;
    },
    detach({ key, port }) {
      const here = shown.get(port);
      if (here && here.key !== key) return;
      changedByEvent.add(port);
      // Before the first list nothing is known of what was there before.
      if (here || !isComplete) takeAway(port);
    },
    beginList() {
      changedByEvent.clear();
      return settle;
    },
  };
}

/** A port that an event changed meanwhile is known better than the list knows it. */
function differences(
  shown: ReadonlyMap<string, Shown>,
  listed: readonly Plugged[],
  changedByEvent: ReadonlySet<string>,
): { gone: ReadonlySet<string>; came: readonly Plugged[] } {
  const isOpen = (port: string) => !changedByEvent.has(port);
  const now = new Map(listed.map((plugged) => [plugged.port, plugged]));
  const before = [...shown].filter(([port]) => isOpen(port));
  const left = before.filter(([port, { key }]) => now.get(port)?.key !== key);
  const gone = new Set(left.map(([port]) => port));
  const came = [...now.values()].filter(
    ({ port }) => isOpen(port) && (gone.has(port) || !shown.has(port)),
  );
  return { gone, came };
}
