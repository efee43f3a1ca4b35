import type { UsbChange } from '../../../src/core/ports.ts';
import { createBusWatch } from '../../../src/engine/bench/bus/bus-watch.ts';
import type { NodeUsb, NodeUsbDevice } from '../../../src/engine/bench/bus/node-usb.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createFakeNodeUsb, type FakeNodeUsb } from '../../ports/fake-node-usb.ts';
import { PORT, START } from './fake-bench.ts';

interface Circumstances {
  readonly before?: readonly NodeUsbDevice[];
  readonly hearsEvents?: boolean;
  /** Every list after the first waits for `release`. */
  readonly isSlow?: boolean;
  /** What happens after the watch has begun and before its first list has. */
  readonly atOnce?: (usb: FakeNodeUsb) => void;
}

/** A bus with one watcher, on a clock that stands still. */
export async function aWatch(circumstances: Circumstances = {}) {
  const { before = [], isSlow = false, atOnce } = circumstances;
  const usb: Writable<FakeNodeUsb> = createFakeNodeUsb();
  for (const device of before) usb.appear(device);
  const clock = createManualClock(START);
  const changes: UsbChange[] = [];
  const logged: string[] = [];
  const gate = aGate(() => usb.getDevices());
  const bus = createBusWatch(
    { ...usb, getDevices: gate.getDevices },
    {
      platform: 'win32',
      hearsEvents: () => circumstances.hearsEvents ?? true,
      glance: () => usb.names(),
      clock,
      log: (line) => void logged.push(line),
    },
  );
  const stop = bus.watch((change) => changes.push(change));
  atOnce?.(usb);
  await clock.advance(0);
  if (isSlow) gate.close();
  const release = async () => {
    gate.release();
    await clock.advance(0);
  };
  return { bus, usb, clock, changes, logged, stop, ...gate, release };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Lists that are taken at once and handed over when the test says so. */
function aGate(list: NodeUsb['getDevices']) {
  const waiting: (() => void)[] = [];
  let isClosed = false;
  let count = 0;
  return {
    listed: () => count,
    listsUnderWay: () => waiting.length,
    close: () => {
      isClosed = true;
    },
    release: () => waiting.shift()?.(),
    getDevices: () => {
      count += 1;
      const listed = list();
      if (!isClosed) return listed;
      return new Promise<readonly NodeUsbDevice[]>((resolve) => {
        waiting.push(() => resolve(listed));
      });
    },
  };
}

export function attached({ productId, serialNumber, bus, ports }: NodeUsbDevice): UsbChange {
  const port = `${bus}-${ports.join('.')}`;
  return { kind: 'attached', device: { port, productId, serialString: serialNumber ?? null } };
}

export function detached(): UsbChange {
  return { kind: 'detached', port: PORT };
}
