import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeDevices, startFakeDevices } from '../support/fake-devices/fake-devices.ts';
import { runTool, valuesIn, whyNotAsked } from './run-tool.ts';

let folder: string;
let fakes: FakeDevices;

beforeEach(async ({ skip }) => {
  skip(whyNotAsked !== undefined, whyNotAsked);
  folder = mkdtempSync(join(tmpdir(), 'fake-devices-'));
  fakes = await startFakeDevices({ socketPath: join(folder, 'mux') });
});
afterEach(async () => {
  if (whyNotAsked !== undefined) return;
  await fakes.close();
  rmSync(folder, { recursive: true });
});

describe('idevice_id', () => {
  it('lists one device', async () => {
    const { udid } = fakes.plug();
    expect(await runTool(fakes.address, 'idevice_id', ['-l'])).toEqual({
      code: 0,
      out: `${udid}\n`,
      err: '',
    });
  });

  it('lists 64 devices, and one that is there over Wi-Fi too once', async () => {
    const first = fakes.plug({ connections: ['USB', 'Network'] });
    const others = Array.from({ length: 63 }, () => fakes.plug());
    const { out } = await runTool(fakes.address, 'idevice_id', ['-l']);
    const udids = [first, ...others].map(({ udid }) => udid);
    expect(out.trim().split('\n').toSorted()).toEqual(udids.toSorted());
  });
});

describe('ideviceinfo without a session', () => {
  it('reads the name and the ECID, digit by digit, and no serial number', async () => {
    const { udid, ecid } = fakes.plug({ deviceName: "Ada's <i>Phone</i> & co – ä" });
    const told = valuesIn(await runTool(fakes.address, 'ideviceinfo', ['-s', '-u', udid]));
    expect(told.get('DeviceName')).toBe("Ada's <i>Phone</i> & co – ä");
    expect(told.get('UniqueChipID')).toBe(String(ecid));
    expect(told.has('SerialNumber')).toBe(false);
  });
});
