import { expect, test } from '@playwright/test';
import { createBenchWatch, type BenchWatch } from '../../src/engine/bench/bench-watch.ts';
import { createNodeUsbBus } from '../../src/engine/bench/bus/node-usb-bus.ts';
import { emptyLayout } from '../../src/engine/bench/slots/layout-memory.ts';
import { clock } from './clock.ts';
import { phoneOf, plug, plugObedient, unplugAll } from './phone.ts';
import { startUdevd } from './udevd.ts';

let watch: BenchWatch;
let stopUdevd: (() => Promise<void>) | undefined;
const phone = phoneOf(1);
const inNormal = { key: `ecid:${phone.ecid}`, mode: 'normal' };
const inRecovery = { key: `ecid:${phone.ecid}`, mode: 'recovery', serialRead: phone.serial };

/** The engine's own watch on this kernel's bus. */
async function startWatch(usb: Parameters<typeof createNodeUsbBus>[0] = {}): Promise<void> {
  const layout = { read: () => emptyLayout, write: () => undefined };
  const probe = { ask: () => Promise.resolve(undefined) };
  watch = createBenchWatch({ bus: await createNodeUsbBus(usb), probe, clock, layout });
}

function attached() {
  const devices = watch.slots().flatMap(({ device }) => device ?? []);
  return devices
    .filter(({ goneSince }) => goneSince === undefined)
    .map(({ key, mode, serialRead }) => ({ key, mode, ...(serialRead && { serialRead }) }));
}

function serialsAttached(): string[] {
  return attached()
    .flatMap(({ serialRead }) => serialRead ?? [])
    .toSorted();
}

test.afterEach(async () => {
  await unplugAll();
  watch.stop();
});
test.afterAll(() => stopUdevd?.());

// In this order: a daemon that ran once leaves traces by which a program may think that it still does.
for (const hasUdevd of [false, true]) {
  test.describe(hasUdevd ? 'by the events of udevd alone' : 'by looking, without udevd', () => {
    // With events nothing else may show a device, so the bus is never looked at again.
    const start = () => startWatch(hasUdevd ? { clock: { after: () => () => undefined } } : {});

    test.beforeAll(async () => {
      if (hasUdevd) stopUdevd = await startUdevd();
    });
    test.beforeEach(start);

    test('an empty bus is watched and shows nothing', async () => {
      await expect.poll(watch.isListing).toBe(false);
      expect(watch.unavailable).toBeUndefined();
      expect(watch.slots()).toEqual([]);
    });

    test('a phone that is plugged in is known by its ECID', async () => {
      plug(0, phone.normal);
      await expect.poll(attached).toEqual([inNormal]);
    });

    test('a phone in recovery tells its serial number', async () => {
      plug(0, phone.recovery);
      await expect.poll(attached).toEqual([inRecovery]);
    });

    test('a phone that was there before the start is seen', async () => {
      watch.stop();
      const gadget = plug(0, phone.recovery);
      await expect.poll(gadget.isListed).toBe(true);
      await start();
      await expect.poll(attached).toEqual([inRecovery]);
    });

    test('a phone that is unplugged is gone, and its slot remembers it', async () => {
      const gadget = plug(0, phone.normal);
      await expect.poll(attached).toEqual([inNormal]);
      await gadget.unplug();
      await expect.poll(attached).toEqual([]);
      expect(watch.slots()).toMatchObject([{ device: { key: inNormal.key } }]);
    });

    test('a phone is the same one through recovery and back', async () => {
      const normal = plug(0, phone.normal);
      await expect.poll(attached).toEqual([inNormal]);
      await normal.unplug();
      const recovery = plug(0, phone.recovery);
      await expect.poll(attached).toEqual([inRecovery]);
      await recovery.unplug();
      plug(0, phone.normal);
      await expect.poll(attached).toEqual([{ ...inRecovery, mode: 'normal' }]);
      expect(watch.slots()).toHaveLength(1);
    });

    test('eight phones at once are seen, each on a slot of its own', async () => {
      const phones = [0, 1, 2, 3, 4, 5, 6, 7].map(phoneOf);
      for (const [port, { recovery }] of phones.entries()) plug(port, recovery);
      await expect.poll(serialsAttached).toEqual(phones.map(({ serial }) => serial));
      expect(watch.slots()).toHaveLength(8);
      await unplugAll();
      await expect.poll(attached).toEqual([]);
    });
  });
}

test('a phone in recovery is told to start normally, and does', async () => {
  const commands: string[] = [];
  await startWatch();
  await plugObedient(0, phone, commands);
  await expect.poll(attached).toEqual([inRecovery]);
  const told = await watch.exitRecovery?.(watch.slots()[0]?.port ?? '');
  expect(told).toEqual({ ok: true, value: undefined });
  await expect.poll(attached).toEqual([{ ...inRecovery, mode: 'normal' }]);
  expect(commands).toEqual(['setenv auto-boot true', 'saveenv', 'reboot']);
});

test('a phone is seen although udevd has ended meanwhile', async () => {
  await startWatch();
  await stopUdevd?.();
  plug(0, phone.recovery);
  await expect.poll(attached).toEqual([inRecovery]);
});
