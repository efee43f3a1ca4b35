import { expect, it, onTestFinished, vi } from 'vitest';
import type { Clock } from '../../../src/core/ports.ts';
import { createLockdownProbe } from '../../../src/engine/bench/asking/lockdown-probe.ts';
import { createBenchWatch } from '../../../src/engine/bench/bench-watch.ts';
import { createSlotTable } from '../../../src/engine/bench/slots/slot-table.ts';
import { createDeviceTracker } from '../../../src/engine/bench/tracking/device-tracker.ts';
import { withMuxDevices } from '../../../src/engine/bench/usbmux/mux-bus.ts';
import { createMuxWatch } from '../../../src/engine/bench/usbmux/mux-watch.ts';
import { wallClock } from '../../../src/engine/live-world.ts';
import { createMux, muxAddressOf } from '../../../src/lockdown-client/index.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { noBus } from '../../support/bench-on-fakes.ts';
import { freshFakes } from '../../support/fresh-fakes.ts';
import { createMemory, inNormalMode, START } from './fake-bench.ts';

const CYCLES = 300;
const SLOTS = 3;
/** Twice the largest bench, on whose slots they were. */
const MOST_REMEMBERED = 128;
const startFakes = freshFakes();

/** Timers that are set and neither due nor cancelled. */
function countingTimers(clock: Clock, hurry = 1) {
  const open = new Set<object>();
  return {
    open: () => open.size,
    clock: {
      ...clock,
      after(milliseconds: number, run: () => void) {
        const timer = {};
        open.add(timer);
        const cancel = clock.after(milliseconds / hurry, () => {
          open.delete(timer);
          run();
        });
        return () => {
          open.delete(timer);
          cancel();
        };
      },
    } satisfies Clock,
  };
}

/** Who listens to something, by its `subscribe` or `watch`. */
function countingListeners<Listener>(listen: (listener: Listener) => () => void) {
  const open = new Set<object>();
  return {
    open: () => open.size,
    listen(listener: Listener) {
      const one = {};
      open.add(one);
      const stop = listen(listener);
      return () => {
        open.delete(one);
        stop();
      };
    },
  };
}

function phone(number: number) {
  return inNormalMode(
    { udid: `00008110${number.toString(16).toUpperCase().padStart(16, '0')}` },
    `1-1.${1 + (number % SLOTS)}`,
  );
}

it('of 300 devices that came and left the tracker remembers so many as it is to, and waits for nothing', async () => {
  const manual = createManualClock(START);
  const timers = countingTimers(manual);
  const table = createSlotTable(createMemory());
  const questions = { open: 0 };
  const tracker = createDeviceTracker({
    table,
    clock: timers.clock,
    emit: () => undefined,
    probe: {
      ask: async ({ port }, { cancelled }) => {
        // This one has no answer yet and is asked again; the others are still being asked when they leave.
        if (port === '1-1.1') return undefined;
        questions.open += 1;
        await cancelled;
        questions.open -= 1;
        return undefined;
      },
    },
  });
  onTestFinished(() => tracker.stop());
  for (let number = 1; number <= CYCLES; number += 1) {
    const device = phone(number);
    tracker.attach(device);
    await manual.advance(1);
    tracker.detach(device.port);
    // After every other one the bounce is over.
    if (number % 2 === 0) await manual.advance(5_000);
  }
  await manual.advance(5_000);
  expect(table.all()).toHaveLength(SLOTS + MOST_REMEMBERED);
  expect(table.shown()).toHaveLength(SLOTS);
  expect(timers.open()).toBe(0);
  expect(questions.open).toBe(0);
});

it('after 300 plugs the live bench has the sockets, timers and listeners that it had before', async () => {
  const fakes = await startFakes();
  const address = muxAddressOf({ USBMUXD_SOCKET_ADDRESS: fakes.address }, 'linux');
  if (!address.ok) throw new Error(address.error.text);
  const { clock, open: timers } = countingTimers(wallClock, 100);
  const mux = createMux({ address: address.value });
  const muxWatch = createMuxWatch({ mux, clock });
  const { open: listeners, listen } = countingListeners(muxWatch.subscribe);
  const watched = { ...muxWatch, subscribe: listen };
  const bench = createBenchWatch({
    bus: withMuxDevices(noBus, watched),
    probe: createLockdownProbe(mux, watched),
    clock,
    layout: createMemory(),
  });
  onTestFinished(() => {
    bench.stop();
    muxWatch.stop();
  });
  const shown = () => bench.slots().flatMap(({ device }) => device ?? []);
  const areGone = () => shown().every(({ goneSince }) => goneSince !== undefined);
  await vi.waitFor(() => expect(fakes.sockets()).toBe(1));
  const before = { listeners: listeners(), timers: timers() };
  let earlier: readonly string[] = [];
  for (let round = 0; round < CYCLES / 10; round += 1) {
    for (const udid of earlier) fakes.replug(udid);
    const fresh = Array.from({ length: 10 - earlier.length }, () => fakes.plug().udid);
    const all = [...earlier, ...fresh];
    const isHere = (udid: string) =>
      shown().some((device) => device.udid === udid && device.goneSince === undefined);
    await vi.waitFor(() => expect(all.every(isHere)).toBe(true), { timeout: 5_000, interval: 2 });
    // Every other time they leave in the middle of what they are asked.
    if (round % 2 === 0) {
      await vi.waitFor(() => expect(shown().every(({ probe }) => probe?.deviceName)).toBe(true));
      await vi.waitFor(() => expect(fakes.sockets()).toBe(1), 5_000);
    }
    for (const udid of all) fakes.unplug(udid);
    await vi.waitFor(() => expect(areGone()).toBe(true), { timeout: 5_000, interval: 2 });
    earlier = fresh.slice(0, 5);
  }
  await vi.waitFor(() => {
    expect({ listeners: listeners(), timers: timers() }).toEqual(before);
    expect(fakes.sockets()).toBe(1);
  }, 10_000);
  expect(bench.slots().length).toBeLessThanOrEqual(64);
}, 60_000);
