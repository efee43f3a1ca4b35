import { expect, it } from 'vitest';
import { freshFakes } from './fresh-fakes.ts';
import { rawMux } from './raw-client.ts';

const start = freshFakes();

it('a mux with preflight asks the user of a device by itself, and pairs when the user trusts it', async () => {
  const fakes = await start({ preflight: true });
  const mux = await rawMux(fakes.address);
  await mux.ask({ MessageType: 'Listen' });
  const device = fakes.plug();
  expect(await mux.next()).toMatchObject({ MessageType: 'Attached', DeviceID: 1 });
  expect(device.isAsking).toBe(true);
  device.tapTrust();
  expect(await mux.next()).toEqual({ MessageType: 'Paired', DeviceID: 1, tag: 0 });
  expect(fakes.hasRecord(device.udid)).toBe(true);
});

it('a mux with preflight pairs anew with a device that was erased, and nobody is asked', async () => {
  const fakes = await start({ preflight: true });
  const device = fakes.plug({ stage: 'setupAssistant' });
  await expect.poll(() => device.hosts).toHaveLength(1);
  const [before] = device.hosts;
  device.erase();
  await expect.poll(() => device.hosts).toHaveLength(1);
  expect(device.hosts).not.toContain(before);
});

it('a mux with preflight does not show a device that left before it was through', async () => {
  const fakes = await start({ preflight: true });
  const left = fakes.plug();
  fakes.unplug(left.udid);
  const later = fakes.plug();
  await expect.poll(() => later.isPlugged).toBe(true);
  expect(left.isPlugged).toBe(false);
});
