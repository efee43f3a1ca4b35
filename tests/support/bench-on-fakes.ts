import type { Clock, UsbBus } from '../../src/core/ports.ts';
import { createLockdownProbe } from '../../src/engine/bench/asking/lockdown-probe.ts';
import {
  createBenchWatch,
  type BenchWatch,
  type TrackedDevice,
} from '../../src/engine/bench/bench-watch.ts';
import type { LayoutMemory } from '../../src/engine/bench/slots/layout-memory.ts';
import { withMuxDevices } from '../../src/engine/bench/usbmux/mux-bus.ts';
import { createMuxWatch, type MuxWatch } from '../../src/engine/bench/usbmux/mux-watch.ts';
import { wallClock } from '../../src/engine/live-world.ts';
import { createMux, muxAddressOf, type Mux } from '../../src/lockdown-client/index.ts';
import type { FakeDevices } from './fake-devices/fake-devices.ts';

/** The live bench on a machine without a USB bus, before devices that are only said to be there. */
export interface BenchOnFakes {
  readonly bench: BenchWatch;
  readonly mux: Mux;
  readonly muxWatch: MuxWatch;
  /** The device of that UDID on whatever slot it is. */
  find(udid: string): TrackedDevice | undefined;
  stop(): void;
}

interface Surroundings {
  /** The bus of this machine; without one the devices are where usbmuxd says. */
  readonly bus?: UsbBus;
  readonly timeoutMs?: number;
}

/** `hurry`: how much sooner than on a real bench patience ends. */
export function benchOn(
  fakes: Pick<FakeDevices, 'address'>,
  hurry = 20,
  { bus: own, timeoutMs = 1_000 }: Surroundings = {},
): BenchOnFakes {
  const address = muxAddressOf({ USBMUXD_SOCKET_ADDRESS: fakes.address }, 'linux');
  if (!address.ok) throw new Error(fakes.address);
  const clock = hurried(hurry);
  const mux = createMux({ address: address.value, timeoutMs });
  const muxWatch = createMuxWatch({ mux, clock });
  const bus = own ?? withMuxDevices(noBus, muxWatch);
  const probe = createLockdownProbe(mux, muxWatch);
  const bench = createBenchWatch({ bus, probe, clock, layout: forgetful() });
  return {
    bench,
    mux,
    muxWatch,
    find: (udid) => bench.slots().find(({ device }) => device?.udid === udid)?.device,
    stop() {
      bench.stop();
      muxWatch.stop();
    },
  };
}

export const noBus: UsbBus = {
  unavailable: 'noBus',
  list: () => Promise.resolve([]),
  watch: () => () => undefined,
};

function hurried(hurry: number): Clock {
  return {
    ...wallClock,
    after: (milliseconds, run) => wallClock.after(milliseconds / hurry, run),
  };
}

function forgetful(): LayoutMemory {
  return { read: () => ({ columns: null, slots: [], apart: [] }), write: () => undefined };
}
