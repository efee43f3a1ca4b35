import type { Clock, UsbDevice } from '../../../core/ports.ts';
import { SECOND } from '../../../core/time.ts';
import type {
  ListenEvent,
  LockdownFailure,
  Mux,
  MuxDevice,
} from '../../../lockdown-client/index.ts';
import { normaliseUdid } from '../identity/apple-ids.ts';

/** Follows the devices that usbmuxd has, over every end and new start of it. */
export interface MuxWatch {
  /** Asks for those on a cable; for the devices that were there before anybody listened. */
  list(): Promise<readonly MuxDevice[]>;
  /** Those on a cable; the same device over Wi-Fi is no second one. */
  devices(): readonly MuxDevice[];
  /** Why it has none; undefined while it is listening. */
  trouble(): MuxTrouble | undefined;
  /** The device behind this one on the bus, at once or when usbmuxd has it; undefined when it has not in time. */
  waitFor(usb: UsbDevice, cancelled: Promise<void> | undefined): Promise<MuxDevice | undefined>;
  /** Gives back its own unsubscribe. */
  subscribe(listener: (change: MuxChange) => void): () => void;
  stop(): void;
}

export type MuxTrouble = 'noDaemon' | 'daemonNotPermitted';
/** `ready`: it may answer now what it did not before. */
export type MuxChange =
  | { readonly kind: 'attached' | 'detached' | 'ready'; readonly device: MuxDevice }
  | { readonly kind: 'trouble' };

/** usbmuxd opens a device before it tells of it, and on Linux is started by the first one. */
const PATIENCE = 10 * SECOND;
const UNTIL_DAEMON = 4 * SECOND;
const RECONNECT = 1 * SECOND;

interface MuxWatchOptions {
  readonly mux: Mux;
  readonly clock: Clock;
}

export function createMuxWatch({ mux, clock }: MuxWatchOptions): MuxWatch {
  const shelf = createShelf();
  let isStopped = false;
  let stopListening = (): void => undefined;
  let cancelReconnect = (): void => undefined;

  function listen(): void {
    stopListening = mux.listen(shelf.hear, (failure) => {
      if (isStopped) return;
      shelf.clear(failure);
      cancelReconnect = clock.after(RECONNECT, listen);
    });
  }
  listen();

  return {
    list: () => listOf(mux),
    devices: shelf.devices,
    trouble: shelf.trouble,
    subscribe: shelf.subscribe,
    waitFor: (usb, cancelled) => waitFor({ shelf, clock, usb, cancelled }),
    stop() {
      isStopped = true;
      stopListening();
      cancelReconnect();
    },
  };
}

async function listOf(mux: Mux): Promise<readonly MuxDevice[]> {
  const listed = await mux.listDevices();
  return listed.ok ? listed.value.filter(({ connection }) => connection === 'usb') : [];
}

interface Shelf extends Pick<MuxWatch, 'devices' | 'trouble' | 'subscribe'> {
  hear(event: ListenEvent): void;
  /** The daemon has ended, or is not there. */
  clear(failure: LockdownFailure): void;
}

/** What the daemon has, as far as it told. */
function createShelf(): Shelf {
  const devices = new Map<number, MuxDevice>();
  const listeners = new Set<(change: MuxChange) => void>();
  let trouble: MuxTrouble | undefined = 'noDaemon';
  const tell = (change: MuxChange) => {
    for (const listener of listeners) listener(change);
  };
  const settle = (now: MuxTrouble | undefined) => {
    const isNews = now !== trouble;
    trouble = now;
    if (isNews) tell({ kind: 'trouble' });
  };
  return {
    devices: () => [...devices.values()],
    trouble: () => trouble,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hear(event) {
      if (event.kind === 'listening') return settle(undefined);
      const change = take(devices, event);
      if (change) tell(change);
    },
    clear(failure) {
      const gone = [...devices.values()];
      devices.clear();
      for (const device of gone) tell({ kind: 'detached', device });
      settle(troubleOf(failure));
    },
  };
}

/** A device over Wi-Fi is a second line of one that may not even be here. */
function take(
  devices: Map<number, MuxDevice>,
  event: Exclude<ListenEvent, { kind: 'listening' }>,
): MuxChange | undefined {
  if (event.kind === 'attached') {
    if (event.device.connection !== 'usb') return undefined;
    devices.set(event.device.deviceId, event.device);
    return event;
  }
  const device = devices.get(event.deviceId);
  if (!device) return undefined;
  if (event.kind === 'paired') return { kind: 'ready', device };
  devices.delete(event.deviceId);
  return { kind: 'detached', device };
}

/** By the UDID in the USB serial string; where that could not be read, by its place on the bus. */
export function isBehind(usb: UsbDevice, device: MuxDevice): boolean {
  const udid = normaliseUdid(usb.serialString ?? '');
  if (udid) return normaliseUdid(device.udid) === udid;
  return usb.locationId !== undefined && device.locationId === usb.locationId;
}

function troubleOf(failure: LockdownFailure): MuxTrouble {
  return failure.code === 'notPermitted' ? 'daemonNotPermitted' : 'noDaemon';
}

interface Waiting {
  readonly shelf: Shelf;
  readonly clock: Clock;
  readonly usb: UsbDevice;
  readonly cancelled: Promise<void> | undefined;
}

function waitFor({ shelf, clock, usb, cancelled }: Waiting): Promise<MuxDevice | undefined> {
  const find = () => shelf.devices().find((device) => isBehind(usb, device));
  const there = find();
  if (there) return Promise.resolve(there);
  return new Promise((resolve) => {
    const timers: (() => void)[] = [];
    const end = (): void => {
      stop();
      for (const cancel of timers) cancel();
      resolve(find());
    };
    const stop = shelf.subscribe(() => {
      if (find()) end();
    });
    const withoutDaemon = () => {
      if (shelf.trouble()) end();
    };
    timers.push(clock.after(PATIENCE, end), clock.after(UNTIL_DAEMON, withoutDaemon));
    void cancelled?.then(end);
  });
}
