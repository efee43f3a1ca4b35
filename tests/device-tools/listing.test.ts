import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { benchOn } from '../support/bench-on-fakes.ts';
import type { FakeDevice } from '../support/fake-devices/device/controls.ts';
import type { OnInstant } from '../support/fake-devices/instants.ts';
import { freshFakes } from '../support/fresh-fakes.ts';
import { runTool, skipWithoutTools, valuesIn } from './run-tool.ts';

skipWithoutTools();
const start = freshFakes();
const PATIENCE = 20_000;

describe('idevice_id', () => {
  it('lists one device', async () => {
    const fakes = await start();
    const { udid } = fakes.plug();
    expect(await runTool(fakes, 'idevice_id', '-l')).toEqual({
      code: 0,
      out: `${udid}\n`,
      err: '',
    });
  });

  it('lists 64 devices', async () => {
    const fakes = await start();
    const udids = Array.from({ length: 64 }, () => fakes.plug().udid);
    const { out } = await runTool(fakes, 'idevice_id', '-l');
    expect(out.trim().split('\n').toSorted()).toEqual(udids.toSorted());
  });

  it('tells a device that is there over Wi-Fi too apart', async () => {
    const fakes = await start();
    const { udid } = fakes.plug({ connections: ['USB', 'Network'] });
    expect((await runTool(fakes, 'idevice_id', '-l')).out).toBe(`${udid}\n`);
    expect((await runTool(fakes, 'idevice_id', '-n')).out).toBe(`${udid}\n`);
    expect((await runTool(fakes, 'idevice_id')).out).toBe(`${udid} (USB)\n${udid} (Network)\n`);
  });

  it('speaks TCP as well', async () => {
    const fakes = await start({ tcp: { port: 0 }, socketPath: undefined });
    const { udid } = fakes.plug();
    expect((await runTool(fakes, 'idevice_id', '-l')).out).toBe(`${udid}\n`);
  });

  it('does not list a device in USB Restricted Mode', async () => {
    const fakes = await start();
    fakes.plug({ isUsbRestricted: true });
    expect((await runTool(fakes, 'idevice_id', '-l')).out).toBe('');
  });
});

describe('ideviceinfo without a session', () => {
  it('reads name and ECID, digit by digit, and neither serial number nor battery', async () => {
    const fakes = await start();
    const { udid, ecid } = fakes.plug({ deviceName: "Ada's <i>Phone</i> & co – ä" });
    const told = valuesIn(await runTool(fakes, 'ideviceinfo', '-s', '-u', udid));
    expect(told).toMatchObject({
      DeviceName: "Ada's <i>Phone</i> & co – ä",
      UniqueChipID: String(ecid),
      UniqueDeviceID: udid,
    });
    expect(Object.keys(told)).not.toContain('SerialNumber');
    const battery = ['-q', 'com.apple.mobile.battery'];
    expect(valuesIn(await runTool(fakes, 'ideviceinfo', '-s', '-u', udid, ...battery))).toEqual({});
  });

  it.each(['xml', 'binary'] as const)(
    'reads what only 64 bits hold, from a list in %s',
    async (format) => {
      const fakes = await start({ format });
      const { udid } = fakes.plug();
      const domain = 'com.apple.mobile.iTunes';
      const told = valuesIn(await runTool(fakes, 'ideviceinfo', '-s', '-u', udid, '-q', domain));
      expect(told['FamilyID']).toBe('18446744073709551615');
    },
  );

  it('reads one key, and nothing of a prohibited one', async () => {
    const fakes = await start();
    const { udid } = fakes.plug({ productType: 'iPhone17,3' });
    const model = await runTool(fakes, 'ideviceinfo', '-s', '-u', udid, '-k', 'ProductType');
    expect(model.out).toBe('iPhone17,3\n');
    const serial = await runTool(fakes, 'ideviceinfo', '-s', '-u', udid, '-k', 'SerialNumber');
    expect(serial.out).toBe('');
  });

  it('reads in the middle of what our own client reads, and neither disturbs the other', async () => {
    const fakes = await start({ onInstant: heldUntilTwoAreConnected() });
    const names = ['Ada', 'Bea', 'Cem', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana'];
    const udids = names.map((deviceName) => fakes.plug({ deviceName }).udid);
    const { find, stop } = benchOn(fakes, 20, { timeoutMs: PATIENCE });
    onTestFinished(stop);
    const [listed, ...told] = await Promise.all([
      runTool(fakes, 'idevice_id', '-l'),
      ...udids.map((udid) => runTool(fakes, 'ideviceinfo', '-s', '-u', udid)),
    ]);
    expect(listed.out.trim().split('\n').toSorted()).toEqual(udids.toSorted());
    expect(told.map((each) => valuesIn(each)['DeviceName'])).toEqual(names);
    await expect.poll(() => udids.map((udid) => find(udid)?.probe?.deviceName)).toEqual(names);
  });

  it('finds no device that has left', async () => {
    const fakes = await start();
    const { udid } = fakes.plug();
    fakes.unplug(udid);
    expect((await runTool(fakes, 'ideviceinfo', '-s', '-u', udid)).code).not.toBe(0);
  });

  it.each(['received', 'beforeReply', 'midReply'] as const)(
    'ends when the device leaves at the instant %s',
    async (when) => {
      const fakes = await start({
        onInstant: (instant) =>
          instant.request === 'GetValue' && instant.when === when ? 'unplug' : undefined,
      });
      const { udid } = fakes.plug();
      const { out } = await runTool(fakes, 'ideviceinfo', '-s', '-u', udid);
      expect(out).not.toContain('UniqueChipID');
      expect(fakes.device(udid)?.isPlugged).toBe(false);
      expect((await runTool(fakes, 'idevice_id', '-l')).out).toBe('');
    },
  );
});

/** A device answers no first question until the tool and our client are both connected to it. */
function heldUntilTwoAreConnected(): OnInstant {
  const connected = new Map<FakeDevice | undefined, number>();
  return async ({ device, request, when }) => {
    const count = connected.get(device) ?? 0;
    if (request === 'Connect' && when === 'afterReply') connected.set(device, count + 1);
    if (request !== 'GetValue' || when !== 'received') return;
    await vi.waitUntil(() => (connected.get(device) ?? 0) > 1, { timeout: PATIENCE });
  };
}
