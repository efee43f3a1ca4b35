import { describe, expect, it } from 'vitest';
import { exitRecovery } from '../../../src/engine/bench/bus/exit-recovery.ts';
import { createNodeUsbBus } from '../../../src/engine/bench/bus/node-usb-bus.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createFakeIboot, type FakeIboot } from '../../ports/fake-iboot.ts';
import { createFakeNodeUsb, nodeUsbDevice } from '../../ports/fake-node-usb.ts';
import { inDfu, inNormalMode, inRecovery, OLD_PHONE, PHONE, PORT, START } from './fake-bench.ts';

const COMMANDS = ['setenv auto-boot true', 'saveenv', 'reboot'];

describe('leaving recovery', () => {
  it('tells the device to start by itself and to start now, and lets go of it', async () => {
    const { calls, told } = await tell(createFakeIboot());
    expect(told).toEqual({ ok: true, value: undefined });
    expect(calls).toEqual(['open', 'claim 0', ...COMMANDS, 'release 0', 'close']);
  });

  it('selects the configuration where another one is active', async () => {
    const { calls } = await tell(createFakeIboot({ activeConfiguration: 0 }));
    expect(calls.slice(0, 3)).toEqual(['open', 'configuration 1', 'claim 0']);
  });

  it.each([0x1282, 0x1283])('takes the second interface of product id %i as well', async (id) => {
    const { calls } = await tell(createFakeIboot(), { productId: id });
    const claims = ['claim 0', 'claim 1', 'alternate 1 1'];
    const releases = ['release 0', 'release 1'];
    expect(calls).toEqual(['open', ...claims, ...COMMANDS, ...releases, 'close']);
  });

  it('waits for a device that takes seconds over a command', async () => {
    const { told } = await tell(createFakeIboot({ takes: 5_000 }));
    expect(told.ok).toBe(true);
  });

  it('counts a device that goes before it has answered as told', async () => {
    const failing = { reboot: 'controlTransferOut error: device disconnected' };
    const { told } = await tell(createFakeIboot({ failing }));
    expect(told.ok).toBe(true);
  });

  it('is done all the same when the device can no longer be let go of', async () => {
    const failing = { 'release 0': 'device disconnected', close: 'device disconnected' };
    const { told } = await tell(createFakeIboot({ failing }));
    expect(told.ok).toBe(true);
  });

  it.each([
    ['open', 'open error: permission denied (errno 13)', 'notPermitted'],
    ['open', 'open error: device not found (errno 2)', 'gone'],
    ['open', 'open error: incompatible driver installed', 'notOnThisPlatform'],
    ['claim 0', 'claimInterface error: interface is busy (errno 16)', 'refused'],
    ['claim 0', 'claimInterface error: interface not found', 'refused'],
    ['saveenv', 'controlTransferOut error: device disconnected', 'gone'],
    ['saveenv', 'controlTransferOut error: endpoint stalled', 'refused'],
    ['saveenv', 'controlTransferOut error: transfer was cancelled', 'timedOut'],
  ])('fails at %s by the words of the package: %s', async (step, words, error) => {
    const { calls, told } = await tell(createFakeIboot({ failing: { [step]: words } }));
    expect(told).toEqual({ ok: false, error });
    expect(calls.at(-1)).toBe('close');
    expect(calls).not.toContain('reboot');
  });

  it('releases what it had claimed when a command is refused', async () => {
    const failing = { 'setenv auto-boot true': 'controlTransferOut error: endpoint stalled' };
    const { calls } = await tell(createFakeIboot({ failing }));
    expect(calls.slice(-3)).toEqual(['setenv auto-boot true', 'release 0', 'close']);
  });

  it('gives up on a device that does not answer, and sends it nothing more when it does', async () => {
    const answers = Promise.withResolvers<void>();
    const iboot = createFakeIboot();
    const { claimInterface } = iboot;
    iboot.claimInterface = async (number) => {
      await answers.promise;
      await claimInterface(number);
    };
    const { clock, usb } = aBus(iboot);
    const telling = exitRecovery(usb, { port: PORT }, clock);
    await clock.advance(30_000);
    expect(await telling).toEqual({ ok: false, error: 'timedOut' });
    answers.resolve();
    await clock.advance(0);
    expect(iboot.calls).toEqual(['open', 'claim 0', 'release 0', 'close']);
  });

  it.each([inNormalMode(PHONE), inDfu(PHONE)])(
    'leaves a device in another mode alone: %o',
    async (seen) => {
      const { calls, told } = await tell(createFakeIboot(), { productId: seen.productId });
      expect(told).toEqual({ ok: false, error: 'notInRecovery' });
      expect(calls).toEqual([]);
    },
  );

  it('does not take another vendor for a device in recovery', async () => {
    const { calls, told } = await tell(createFakeIboot(), { vendorId: 0x046d });
    expect([told, calls]).toEqual([{ ok: false, error: 'gone' }, []]);
  });

  it('finds nothing on a bus that cannot be listed', async () => {
    const usb = { getDevices: () => Promise.reject(new Error('EIO')) };
    const told = await exitRecovery(usb, { port: PORT }, createManualClock(START));
    expect(told).toEqual({ ok: false, error: 'gone' });
  });

  it('gives up on a bus whose list never comes, and tells nothing when it does', async () => {
    const iboot = createFakeIboot();
    const { clock, usb } = aBus(iboot);
    const list = Promise.withResolvers<void>();
    const getDevices = () => list.promise.then(usb.getDevices);
    const telling = exitRecovery({ getDevices }, { port: PORT }, clock);
    await clock.advance(30_000);
    expect(await telling).toEqual({ ok: false, error: 'timedOut' });
    list.resolve();
    await clock.advance(0);
    expect(iboot.calls).toEqual([]);
  });

  it.each([
    ['another is there', inRecovery(OLD_PHONE), 'gone', 0],
    ['it is that one', inRecovery(PHONE), undefined, 7],
    ['who is there cannot be read', { ...inRecovery(PHONE), serialString: null }, undefined, 7],
  ])('of the device with that ECID, when %s', async (_, seen, error, calls) => {
    const iboot = createFakeIboot();
    const usb = createFakeNodeUsb();
    usb.appear({ ...nodeUsbDevice(seen), ...iboot });
    const meant = { port: PORT, ecid: PHONE.ecid };
    const told = await exitRecovery(usb, meant, createManualClock(START));
    expect(told.ok ? undefined : told.error).toBe(error);
    expect(iboot.calls.length).toBe(calls);
  });

  it('is not offered on Windows, where the driver of Apple has the device', async () => {
    const load = () => Promise.resolve(createFakeNodeUsb());
    expect((await createNodeUsbBus({ platform: 'win32', load })).exitRecovery).toBeUndefined();
  });
});

async function tell(iboot: FakeIboot, other: { vendorId?: number; productId?: number } = {}) {
  const { usb, clock } = aBus(iboot, other);
  return { told: await exitRecovery(usb, { port: PORT }, clock), calls: iboot.calls };
}

function aBus(iboot: FakeIboot, other: { vendorId?: number; productId?: number } = {}) {
  const usb = createFakeNodeUsb();
  usb.appear({ ...nodeUsbDevice(inRecovery(PHONE)), ...iboot, ...other });
  return { usb, clock: createManualClock(START) };
}
