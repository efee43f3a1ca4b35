import { existsSync, opendirSync } from 'node:fs';
import type { BusLack, Clock, UsbBus } from '../../../core/ports.ts';
import { createBusWatch } from './bus-watch.ts';
import { exitRecovery } from './exit-recovery.ts';
import type { NodeUsb } from './node-usb.ts';

interface NodeUsbOptions {
  readonly platform?: NodeJS.Platform;
  readonly busFolder?: string;
  /** Where udevd listens: without it nobody tells events (docs/protocol/apple-usb.md#events). */
  readonly udevControl?: string;
  readonly load?: () => Promise<NodeUsb>;
  readonly clock?: Pick<Clock, 'after'>;
  readonly log?: (line: string) => void;
}

/**
 * The real bus. Needs no driver and no rights. The native package is loaded on every machine, so that a build
 * without it is noticed on each, but used only where there is a bus: on Linux its watcher would end the process
 * when `/sys/bus/usb/devices` is missing, by a rejection that nobody can catch. The log says what came of it.
 */
export async function createNodeUsbBus(options: NodeUsbOptions = {}): Promise<UsbBus> {
  const { load = loadUsb, log = () => undefined } = options;
  let usb: NodeUsb;
  try {
    usb = await load();
  } catch (error) {
    log(`usb: package not loaded: ${messageOf(error)}`);
    return absentBus('notPermitted', ['package']);
  }
  const bus = await openBus(usb, options);
  const state = bus.unavailable ?? (bus.lacks?.includes('events') ? 'looking' : 'watching');
  log(`usb: package loaded, ${state}`);
  return bus;
}

async function openBus(usb: NodeUsb, options: NodeUsbOptions): Promise<UsbBus> {
  const { platform = process.platform, clock = idleClock, log = () => undefined } = options;
  if (!hasBus(options)) return absentBus('noBus');
  try {
    await usb.getDevices();
  } catch {
    return absentBus('notPermitted');
  }
  // The folder may go while the app runs, with the last USB controller.
  const hearsEvents = () => hasBus(options) && tellsEvents(options);
  const lacks: BusLack[] = tellsEvents(options) ? [] : ['events'];
  return {
    lacks,
    ...createBusWatch(usb, { platform, hearsEvents, glance: () => namesIn(options), clock, log }),
    // On Windows Apple's own driver has the device (docs/protocol/apple-usb.md#leaving-recovery).
    ...(platform !== 'win32' && {
      exitRecovery: (port, ecid) => exitRecovery(usb, { port, ecid }, clock),
    }),
  };
}

const BUS_FOLDER = '/sys/bus/usb/devices';

function hasBus({ platform = process.platform, busFolder = BUS_FOLDER }: NodeUsbOptions) {
  return platform !== 'linux' || existsSync(busFolder);
}

function tellsEvents({
  platform = process.platform,
  udevControl = '/run/udev/control',
}: NodeUsbOptions) {
  return platform !== 'linux' || existsSync(udevControl);
}

/** A list reads a dozen files of each device; the names alone tell that it is time for one. */
function namesIn({ busFolder = BUS_FOLDER }: NodeUsbOptions): string {
  const names: string[] = [];
  try {
    // Unlike `readdir` it goes through what mocks a /sys.
    const folder = opendirSync(busFolder);
    for (let entry = folder.readSync(); entry; entry = folder.readSync()) names.push(entry.name);
    folder.closeSync();
  } catch {
    return ''; // The list after it says what is wrong.
  }
  return names.join(' ');
}

/** The wall clock, which keeps no process alive. */
const idleClock: Pick<Clock, 'after'> = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function loadUsb(): Promise<NodeUsb> {
  const { usb } = await import('usb');
  return usb;
}

function absentBus(
  unavailable: NonNullable<UsbBus['unavailable']>,
  lacks: readonly BusLack[] = [],
): UsbBus {
  return { unavailable, lacks, list: () => Promise.resolve([]), watch: () => () => undefined };
}
