import type { Clock, UsbBus, UsbChange, UsbDevice } from '../../../core/ports.ts';
import { createBusPicture, type BusPicture } from './bus-picture.ts';
import { keepLooking } from './keep-looking.ts';
import { isApple, pluggedOf, type NodeUsb, type NodeUsbEvent } from './node-usb.ts';

export interface BusWatchOptions {
  readonly platform: NodeJS.Platform;
  /** Whether this machine tells events: asked when a watch begins, and again with every look. */
  readonly hearsEvents: () => boolean;
  /** Asked only where it does not: another text when something came or went. */
  readonly glance: () => string;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: (line: string) => void;
}

/** The bus of the package: its events, and lists that are compared. Nothing runs while nobody watches. */
export function createBusWatch(
  usb: NodeUsb,
  options: BusWatchOptions,
): Pick<UsbBus, 'list' | 'watch'> {
  const listeners = new Set<(change: UsbChange) => void>();
  let picture: BusPicture | undefined;
  let stop = (): void => undefined;

  async function take(): Promise<readonly UsbDevice[]> {
    const taken = picture;
    const settle = taken?.beginList();
    const devices = (await usb.getDevices()).filter(isApple);
    const listed = devices.map((device) => pluggedOf(device, options.platform));
    const isWatched = settle !== undefined && picture === taken;
    return isWatched ? settle(listed) : listed.map((plugged) => plugged.read());
  }
  const list = oneAfterTheOther(take);
  const look = quietly(list, options.log);
  function start(): void {
    picture = createBusPicture((change) => {
      for (const listener of listeners) listener(change);
    });
    const hears = options.hearsEvents();
    const stopHearing = hears ? hear(usb, picture, { look, platform: options.platform }) : noop;
    // Events can be lost (docs/protocol/apple-usb.md#events), so this goes on under them.
    const glance = () => (hears && options.hearsEvents() ? undefined : options.glance());
    const stopLooking = keepLooking({ look, glance, clock: options.clock });
    stop = () => {
      picture = undefined;
      stopHearing();
      stopLooking();
    };
  }
  return {
    list,
    watch(listener) {
      // The same function may be handed in twice.
      const own = (change: UsbChange): void => listener(change);
      if (listeners.size === 0) start();
      listeners.add(own);
      return () => {
        if (listeners.delete(own) && listeners.size === 0) stop();
      };
    },
  };
}

function oneAfterTheOther<T>(run: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const turn = last.then(run);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** A list that fails is tried again with the next; the log has each kind of failure once until one succeeds. */
function quietly(list: () => Promise<unknown>, log: (line: string) => void): () => Promise<void> {
  let logged: string | undefined;
  return async () => {
    try {
      await list();
      logged = undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== logged) log(`usb: not listed: ${message}`);
      logged = message;
    }
  };
}

function hear(
  usb: NodeUsb,
  picture: BusPicture,
  { look, platform }: { look: () => Promise<void>; platform: NodeJS.Platform },
): () => void {
  const onConnect = ({ device }: NodeUsbEvent) => {
    if (isApple(device) && !picture.attach(pluggedOf(device, platform))) void look();
  };
  const onDisconnect = ({ device }: NodeUsbEvent) => {
    if (isApple(device)) picture.detach(pluggedOf(device, platform));
  };
  usb.addEventListener('connect', onConnect);
  usb.addEventListener('disconnect', onDisconnect);
  return () => {
    usb.removeEventListener('connect', onConnect);
    usb.removeEventListener('disconnect', onDisconnect);
  };
}

function noop(): void {
  // Nothing to take back.
}
