import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLockdownProbe } from '../../../src/engine/bench/asking/lockdown-probe.ts';
import { createMuxWatch, type MuxChange } from '../../../src/engine/bench/usbmux/mux-watch.ts';
import type { Mux } from '../../../src/lockdown-client/index.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { benchOn } from '../../support/bench-on-fakes.ts';
import { startFakeDevices, type FakeDevices } from '../../support/fake-devices/fake-devices.ts';
import { inNormalMode, PHONE, START } from './fake-bench.ts';

describe('the devices that usbmuxd has', () => {
  it('are those on a cable: over Wi-Fi a device is no second one', async () => {
    const { fakes, muxWatch } = await aWatch();
    const device = fakes.plug({ connections: ['Network', 'USB'] });
    fakes.plug({ connections: ['Network'] });
    const last = fakes.plug();
    await expect.poll(() => udids(muxWatch.devices())).toEqual([device.udid, last.udid]);
  });

  it('come and go as it tells', async () => {
    const { fakes, muxWatch, changes } = await aWatch();
    await expect.poll(() => muxWatch.trouble()).toBeUndefined();
    const device = fakes.plug();
    fakes.unplug(device.udid);
    await expect
      .poll(() => changes.map(({ kind }) => kind))
      .toEqual(['trouble', 'attached', 'detached']);
    expect(muxWatch.devices()).toEqual([]);
  });
});

describe('a usbmuxd that ends', () => {
  it('takes its devices with it, and brings them back when it starts again', async () => {
    const { fakes, socketPath, muxWatch } = await aWatch();
    const { udid } = fakes.plug();
    await expect.poll(() => udids(muxWatch.devices())).toEqual([udid]);
    await fakes.close();
    await expect.poll(() => muxWatch.trouble()).toBe('noDaemon');
    expect(muxWatch.devices()).toEqual([]);
    const again = await startFakeDevices({ socketPath });
    onTestFinished(() => again.close());
    again.plug({ udid });
    await expect.poll(() => udids(muxWatch.devices())).toEqual([udid]);
    expect(muxWatch.trouble()).toBeUndefined();
  });

  it('is not waited for once nobody watches any more', async () => {
    const { fakes, socketPath, muxWatch, stop } = await aWatch();
    await expect.poll(() => muxWatch.trouble()).toBeUndefined();
    stop();
    await fakes.close();
    const again = await startFakeDevices({ socketPath });
    onTestFinished(() => again.close());
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(again.sockets()).toBe(0);
  });
});

it('a usbmuxd that this user may not ask is told from one that is not there', async () => {
  const ends: Parameters<Mux['listen']>[1][] = [];
  const some = { listen: (_hear, end) => (ends.push(end), () => undefined) } satisfies Partial<Mux>;
  const mux = some as unknown as Mux;
  const clock = createManualClock(START);
  const muxWatch = createMuxWatch({ mux, clock });
  onTestFinished(muxWatch.stop);
  const before = muxWatch.trouble();
  const answer = createLockdownProbe(mux, muxWatch).ask(inNormalMode(PHONE), {
    allowPairing: false,
  });
  ends[0]?.({ code: 'notPermitted' });
  expect([before, muxWatch.trouble()]).toEqual(['noDaemon', 'daemonNotPermitted']);
  await clock.advance(5_000);
  expect(await answer).toMatchObject({ symptom: 'daemonNotPermitted' });
});

async function aWatch() {
  const folder = mkdtempSync(join(tmpdir(), 'resetbench-mux-'));
  const socketPath = join(folder, 'mux');
  const fakes: FakeDevices = await startFakeDevices({ socketPath });
  const { muxWatch, stop } = benchOn(fakes);
  const changes: MuxChange[] = [];
  muxWatch.subscribe((change) => changes.push(change));
  onTestFinished(async () => {
    stop();
    await fakes.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { fakes, socketPath, muxWatch, changes, stop };
}

function udids(devices: readonly { readonly udid: string }[]): string[] {
  return devices.map(({ udid }) => udid);
}
