import { describe, expect, it } from 'vitest';
import { makePairRecord } from '../support/fake-devices/certificates.ts';
import type { DeviceOptions } from '../support/fake-devices/device/options.ts';
import type { ServerOptions } from '../support/fake-devices/fake-devices.ts';
import { freshFakes } from '../support/fresh-fakes.ts';
import { runTool, skipWithoutTools, valuesIn } from './run-tool.ts';

skipWithoutTools();
const start = freshFakes();

async function aPairedDevice(options: DeviceOptions = {}, server: ServerOptions = {}) {
  const fakes = await start(server);
  const record = await makePairRecord(fakes.buid);
  const device = fakes.plug({ ...options, hosts: [record] });
  fakes.saveRecord(device.udid, record);
  const read = (...args: readonly string[]) =>
    runTool(fakes, 'ideviceinfo', '-u', device.udid, ...args);
  const idevicepair = (word: string) => runTool(fakes, 'idevicepair', '-u', device.udid, word);
  return { fakes, device, record, read, idevicepair };
}

// Each attempt to pair makes RSA keys: seconds on a busy machine.
const patient = { timeout: 60_000 };

describe('idevicepair', patient, () => {
  it('waits for the user, pairs, is believed, and is forgotten', async () => {
    const fakes = await start();
    const device = fakes.plug();
    const say = async (word: string) =>
      (await runTool(fakes, 'idevicepair', '-u', device.udid, word)).out;
    expect(await say('pair')).toContain('Please accept the trust dialog');
    expect(device.isAsking).toBe(true);
    device.tapTrust();
    expect(await say('pair')).toContain('SUCCESS: Paired');
    expect(await say('validate')).toContain('SUCCESS: Validated');
    expect(await say('unpair')).toContain('SUCCESS: Unpaired');
    expect(device.hosts).toEqual([]);
    expect(fakes.hasRecord(device.udid)).toBe(false);
  });

  it('hears that the user does not trust the computer', async () => {
    const fakes = await start();
    const { udid } = fakes.plug({ trust: 'denies' });
    const { out } = await runTool(fakes, 'idevicepair', '-u', udid, 'pair');
    expect(out).toContain('user denied the trust dialog');
  });

  it('hears that the device is locked', async () => {
    const fakes = await start();
    const { udid } = fakes.plug({ isLocked: true });
    const { out } = await runTool(fakes, 'idevicepair', '-u', udid, 'pair');
    expect(out).toContain('passcode is set');
  });

  it('reads the id of the computer and of the record', async () => {
    const { fakes, record, idevicepair } = await aPairedDevice();
    expect((await idevicepair('systembuid')).out).toBe(`${fakes.buid}\n`);
    expect((await idevicepair('hostid')).out).toBe(`${record.hostId}\n`);
  });

  it('finds a record that preflight made', async () => {
    const fakes = await start({ preflight: true });
    const device = fakes.plug({ stage: 'setupAssistant' });
    await expect.poll(() => device.isPlugged).toBe(true);
    const { out } = await runTool(fakes, 'idevicepair', '-u', device.udid, 'validate');
    expect(out).toContain('SUCCESS: Validated');
    expect(fakes.conversations().map(({ request }) => request)).not.toContain('Pair');
  });
});

describe('ideviceinfo in a session', patient, () => {
  it.each(['xml', 'binary'] as const)(
    'reads the serial number, with lists in %s',
    async (format) => {
      const { read, device } = await aPairedDevice({}, { format, recordFormat: 'binary' });
      expect(valuesIn(await read())['SerialNumber']).toBe(device.serial);
    },
  );

  it('reads the domains that only a paired computer may', async () => {
    const battery = { percent: 41, isCharging: false };
    const { read } = await aPairedDevice({ battery, nvram: { 'auto-boot': Buffer.from('true') } });
    expect(valuesIn(await read('-q', 'com.apple.mobile.battery'))).toMatchObject({
      BatteryCurrentCapacity: '41',
      BatteryIsCharging: 'false',
    });
    expect((await read('-q', 'com.apple.purplebuddy')).out).toContain('SetupUsingAssistant');
    expect((await read('-q', 'com.apple.disk_usage')).out).toContain('TotalDiskCapacity');
    expect((await read('-k', 'NonVolatileRAM')).out).toContain('auto-boot: dHJ1ZQ==');
  });

  it('is refused after an erasure; the device pairs anew, asks nobody, and tells when it was erased', async () => {
    const { device, read, idevicepair } = await aPairedDevice({ deviceName: 'Ada' });
    device.erase({ at: new Date('2026-11-27T12:00:00Z') });
    expect((await read()).out).toBe('');
    expect((await idevicepair('pair')).out).toContain('SUCCESS: Paired');
    expect(valuesIn(await read())).toMatchObject({
      ActivationState: 'Unactivated',
      DeviceName: 'iPhone',
    });
    expect((await read('-q', 'com.apple.purplebuddy')).out).toBe('');
    const stamp = Buffer.from('EACS Done @1795780800').toString('base64');
    expect((await read('-k', 'NonVolatileRAM')).out).toContain(`obliteration: ${stamp}`);
  });

  it('ends when the device leaves between two halves of a reply', async () => {
    const { device, read, fakes } = await aPairedDevice(
      {},
      {
        onInstant: ({ request, when }) =>
          request === 'StopSession' && when === 'midReply' ? 'unplug' : undefined,
      },
    );
    await read('-k', 'SerialNumber');
    expect(device.isPlugged).toBe(false);
    await expect.poll(() => fakes.sockets()).toBe(0);
  });
});
