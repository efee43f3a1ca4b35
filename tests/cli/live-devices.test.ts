import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makePairRecord } from '../support/fake-devices/certificates.ts';
import type { FakeDevices } from '../support/fake-devices/fake-devices.ts';
import { freshFakes } from '../support/fresh-fakes.ts';
import { aHome, linesOf, MAIN, runCli } from './run-cli.ts';

const start = freshFakes();
const PATIENCE = { timeout: 40_000 };

describe('devices before a real daemon', { timeout: 60_000 }, () => {
  it('lists all that it has with one call, known or not', async () => {
    const fakes = await start();
    const record = await makePairRecord(fakes.buid);
    const battery = { percent: 64, isCharging: true };
    const friend = fakes.plug({ serial: 'F2LTESTA0001', hosts: [record], battery });
    fakes.saveRecord(friend.udid, record);
    const stranger = fakes.plug({ deviceName: 'Front desk' });
    const { code, lines } = await list(fakes);
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { udid: friend.udid, serial: 'F2LTESTA0001', battery: 64, mode: 'normal' },
      { udid: stranger.udid, name: 'Front desk', serial: null, battery: null, lane: null },
    ]);
    expect(lines[0]?.['ecid']).toBe(friend.ecid.toString(16).toUpperCase());
  });

  it('asks no device for its trust, and leaves the pairing of a bench that is at it alone', async () => {
    const fakes = await start();
    const made = await makePairRecord(fakes.buid);
    const record = { ...made, hostId: '5E5E7BEC-0000-8000-8000-000000000001' };
    const device = fakes.plug({ stage: 'setupAssistant', hosts: [record] });
    fakes.saveRecord(device.udid, record);
    const { lines } = await list(fakes);
    expect(lines).toMatchObject([{ udid: device.udid, serial: null }]);
    const heard = fakes.conversations().map(({ request }) => request);
    expect(heard).toContain('ReadPairRecord');
    const touching = ['Pair', 'Unpair', 'StartSession', 'SavePairRecord', 'DeletePairRecord'];
    expect(heard.filter((request) => touching.includes(request))).toEqual([]);
    expect([fakes.hasRecord(device.udid), device.hosts]).toEqual([true, [record.hostId]]);
  });

  it('prints the name that a device gives itself as one clean line', async () => {
    const fakes = await start({ format: 'binary' });
    const name = '<img src=x onerror=alert(1)> \u202Eeda\u0007\n{"slot":9}';
    fakes.plug({ deviceName: name });
    const { lines } = await list(fakes);
    expect(lines).toMatchObject([{ name: '<img src=x onerror=alert(1)> eda {"slot":9}' }]);
  });

  // Linux starts the daemon with the first device: without one it is not missing.
  it('ends with 0 where there is no daemon, and names it where a device needs it', async () => {
    const env = { USBMUXD_SOCKET_ADDRESS: 'UNIX:/nowhere/usbmuxd' };
    const { code, stdout, stderr } = await runCli(['devices', '--json'], { env });
    const isAsked = linesOf(stdout).some(({ mode }) => mode === 'normal');
    expect(code).toBe(0);
    expect(stderr.includes('usbmuxd')).toBe(isAsked);
    expect(stderr.includes('No device is plugged in.')).toBe(stdout === '');
  });

  it('watches them come and go until Ctrl+C', async () => {
    const fakes = await start();
    const env = { ...process.env, RESETBENCH_HOME: aHome(), USBMUXD_SOCKET_ADDRESS: fakes.address };
    const args = ['--disable-warning=ExperimentalWarning', MAIN, 'devices', '--watch', '--json'];
    const child = spawn(process.execPath, args, { env });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const lines = () => linesOf(said.slice(0, said.lastIndexOf('\n') + 1));
    const names = () => lines().map(({ slot, name }) => [slot, name]);
    const saysSo = () => lines().at(-1)?.['name'];
    await expect.poll(() => fakes.sockets(), PATIENCE).toBeGreaterThan(0);
    const phone = fakes.plug({ deviceName: 'First' });
    await expect.poll(saysSo, PATIENCE).toBe('First');
    const pad = fakes.plug({ deviceName: 'Second' });
    await expect.poll(saysSo, PATIENCE).toBe('Second');
    fakes.unplug(phone.udid);
    await expect.poll(saysSo, PATIENCE).toBeNull();
    expect(names().filter(([, name]) => name !== null)).toEqual([
      [1, 'First'],
      [2, 'Second'],
    ]);
    expect(lines().at(-1)).toMatchObject({ slot: 1, mode: null, udid: null });
    expect(lines().some(({ udid }) => udid === pad.udid)).toBe(true);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(130);
  });
});

/** What is said of these devices: the machine that runs the test may have others. */
async function list(fakes: FakeDevices) {
  const env = { USBMUXD_SOCKET_ADDRESS: fakes.address };
  const { code, stdout } = await runCli(['devices', '--json'], { env });
  const lines = linesOf(stdout).filter(({ udid }) => fakes.device(String(udid)) !== undefined);
  return { code, lines };
}
