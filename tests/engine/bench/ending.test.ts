import { expect, it, onTestFinished } from 'vitest';
import { benchOn } from '../../support/bench-on-fakes.ts';
import type { OnInstant } from '../../support/fake-devices/instants.ts';
import { freshFakes } from '../../support/fresh-fakes.ts';

const fresh = freshFakes();

/** The device takes its time over the questions that come between pairing and taking it back. */
const slowInSession: OnInstant = ({ request, when }) =>
  request === 'GetValue' && when === 'received' ? { delayMs: 300 } : undefined;

it('a bench that ends amid the questions of a pairing has it taken back before it is gone', async () => {
  const fakes = await fresh({ onInstant: slowInSession });
  const { bench, find, mux, stop } = benchOn(fakes);
  onTestFinished(stop);
  const device = fakes.plug();
  await expect.poll(() => find(device.udid)?.probe, { timeout: 5_000 }).toBeDefined();
  bench.allowPairing('usbmux-1', 'afterReturn');
  device.erase({ isBack: false });
  await expect.poll(() => find(device.udid)?.goneSince).toBeDefined();
  fakes.replug(device.udid);
  await expect.poll(() => device.hosts.length, { timeout: 5_000 }).toBe(1);
  bench.stop();
  await bench.settled();
  expect(device.hosts).toEqual([]);
  expect(await mux.readPairRecord(device.udid)).toEqual({ ok: true, value: undefined });
});
