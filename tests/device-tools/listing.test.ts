import { describe, expect, it, onTestFinished } from 'vitest';
import { benchOn } from '../support/bench-on-fakes.ts';
import { freshFakes } from '../support/fresh-fakes.ts';
import { runTool, skipWithoutTools, valuesIn } from './run-tool.ts';

skipWithoutTools();
const start = freshFakes();

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

  it('reads beside our own client, neither in the way of the other', async () => {
    const fakes = await start();
    const udids = Array.from({ length: 8 }, () => fakes.plug({ deviceName: 'Ada' }).udid);
    const { find, stop } = benchOn(fakes);
    onTestFinished(stop);
    const told = await Promise.all(
      udids.map(async (udid) => valuesIn(await runTool(fakes, 'ideviceinfo', '-s', '-u', udid))),
    );
    await expect
      .poll(() => udids.map((udid) => find(udid)?.probe?.deviceName))
      .toEqual(told.map((values) => values['DeviceName']));
    expect(told.map((values) => values['UniqueDeviceID'])).toEqual(udids);
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
