import { describe, expect, it, onTestFinished } from 'vitest';
import type { ProbeAnswer } from '../../../src/core/ports.ts';
import { createLockdownProbe } from '../../../src/engine/bench/asking/lockdown-probe.ts';
import { createMuxWatch } from '../../../src/engine/bench/usbmux/mux-watch.ts';
import { wallClock } from '../../../src/engine/live-world.ts';
import { createMux, muxAddressOf } from '../../../src/lockdown-client/index.ts';
import { benchOn } from '../../support/bench-on-fakes.ts';
import { makePairRecord } from '../../support/fake-devices/certificates.ts';
import type { FakeDevice } from '../../support/fake-devices/device/controls.ts';
import type { FakeDevices } from '../../support/fake-devices/fake-devices.ts';
import type { OnInstant } from '../../support/fake-devices/instants.ts';
import { freshFakes } from '../../support/fresh-fakes.ts';
import { createFakeBus, inNormalMode } from './fake-bench.ts';

const fresh = freshFakes();

describe('a device that does not know this computer', () => {
  it('tells who it is, and neither its serial number nor its battery', async () => {
    const { fakes, ask } = await aBench();
    const device = fakes.plug({ deviceName: "Ada's phone", ecid: 0xcad01ac095ba1ad8n });
    const answer = await ask(device);
    expect(answer).toMatchObject({
      udid: device.udid,
      ecid: 'cad01ac095ba1ad8',
      productType: 'iPhone15,4',
      deviceName: "Ada's phone",
      wifiMacAddress: expect.stringMatching(/^..:..:..:..:..:..$/) as string,
      isInSetupAssistant: false,
    });
    expect(answer).not.toHaveProperty('batteryPercent');
    expect(JSON.stringify(answer)).not.toContain(device.serial);
  });

  it('says nothing of Setup Assistant when its name is that of its class', async () => {
    const { fakes, ask } = await aBench();
    const answer = await ask(fakes.plug({ deviceName: 'iPhone' }));
    expect(answer).not.toHaveProperty('isInSetupAssistant');
  });

  it('is never asked to pair while no reset is open', async () => {
    const { fakes, ask } = await aBench();
    await ask(fakes.plug({ stage: 'setupAssistant' }));
    expect(requests(fakes)).not.toContain('Pair');
  });

  it('is known for what it is while a computer restores it', async () => {
    const { fakes, ask } = await aBench();
    const device = fakes.plug({ stage: 'restore' });
    expect(await ask(device)).toMatchObject({ isRestoreRamdisk: true, udid: device.udid });
  });
});

describe('a device that trusts this computer', () => {
  it('tells its serial number and its battery, and that it is set up', async () => {
    const { fakes, device, ask } = await aTrustedDevice();
    device.setBattery({ percent: 17, isCharging: true });
    expect(await ask(device)).toMatchObject({
      serialNumber: device.serial,
      batteryPercent: 17,
      isInSetupAssistant: false,
    });
    expect(requests(fakes)).not.toContain('Pair');
  });

  it('is asked for what only a reset needs in a reset alone', async () => {
    const { fakes, device, ask } = await aTrustedDevice();
    await ask(device);
    expect(requests(fakes)).not.toContain('GetCloudConfiguration');
    await ask(device, true);
    expect(requests(fakes)).toContain('GetCloudConfiguration');
  });

  it('shows that it forgot this computer after an erase', async () => {
    const { device, ask } = await aTrustedDevice();
    device.erase();
    expect(await ask(device)).toMatchObject({
      symptom: 'stalePairing',
      signs: ['trustLost'],
      raw: { StartSession: 'InvalidHostID' },
    });
  });
});

describe('a device after an erase, in an open reset', () => {
  it('pairs silently, dates the erase, and shows every sign', async () => {
    const { fakes, ask } = await aBench();
    const device = fakes.plug();
    const at = new Date(1_795_000_000_000);
    device.erase({ at });
    const answer = await ask(device, true);
    expect(answer).toMatchObject({
      isInSetupAssistant: true,
      erasedAt: at.getTime(),
      serialNumber: device.serial,
      raw: { Pair: 'Success', SetupState: 'absent', CloudConfiguration: 'none', Unpair: 'Success' },
    });
    expect(answer?.signs?.toSorted()).toEqual(
      ['cloudConfigurationOpen', 'pairedSilently', 'setupStateAbsent', 'unactivated'].toSorted(),
    );
  });

  it('forgets this computer again, and the daemon keeps no record', async () => {
    const { fakes, ask, mux } = await aBench();
    const device = fakes.plug({ stage: 'setupAssistant' });
    await ask(device, true);
    expect(device.hosts).toEqual([]);
    expect(await mux.readPairRecord(device.udid)).toEqual({ ok: true, value: undefined });
  });

  it('is one that left no date when it was restored by a computer', async () => {
    const { fakes, ask } = await aBench();
    const device = fakes.plug();
    device.erase({ stamp: false });
    const answer = await ask(device, true);
    expect(answer).not.toHaveProperty('erasedAt');
    expect(answer?.raw['obliteration']).toBe('absent');
  });

  it('is asked to pair once, and its user sees that', async () => {
    const { fakes, ask } = await aBench();
    const device = fakes.plug({ trust: 'asks' });
    const answer = await ask(device, true);
    expect(answer).toMatchObject({
      symptom: 'trustPending',
      raw: { Pair: 'PairingDialogResponsePending' },
    });
    expect(answer?.signs ?? []).not.toContain('pairedSilently');
    expect(requests(fakes).filter((request) => request === 'Pair').length).toBe(1);
  });

  it.each([
    ['trustDenied', { trust: 'denies' }, 'UserDeniedPairing'],
    ['locked', { isLocked: true }, 'PasswordProtected'],
  ] as const)('may be %s', async (symptom, options, word) => {
    const { fakes, ask } = await aBench();
    expect(await ask(fakes.plug(options), true)).toMatchObject({ symptom, raw: { Pair: word } });
  });

  it('paired by the daemon itself counts as trusting, not as silent', async () => {
    const { fakes, ask } = await aBench({ preflight: true });
    const device = fakes.plug({ stage: 'setupAssistant' });
    await expect.poll(() => device.hosts.length).toBe(1);
    const answer = await ask(device, true);
    expect(answer?.signs).toEqual(expect.arrayContaining(['setupStateAbsent', 'unactivated']));
    expect(answer?.signs).not.toContain('pairedSilently');
    expect(answer?.isInSetupAssistant).toBe(true);
  });
});

describe('what stands in the way', () => {
  it('is a daemon that is not there', async () => {
    const { ask, fakes } = await aBench();
    const device = fakes.plug();
    await fakes.close();
    expect(await ask(device)).toMatchObject({ symptom: 'noDaemon', hasTriedPairing: false });
  });

  it('is a device that USB shows and the daemon does not', async () => {
    const { ask, fakes } = await aBench();
    const device = fakes.plug({ isUsbRestricted: true });
    expect(await ask(device)).toMatchObject({ symptom: 'usbRestricted' });
  });

  it('is shown on the slot where the bus has the device and the daemon has not', async () => {
    const fakes = await fresh();
    const bus = createFakeBus();
    const { bench, stop } = benchOn(fakes, 20, { bus });
    onTestFinished(stop);
    const { udid } = fakes.plug({ isUsbRestricted: true });
    bus.plug(inNormalMode({ udid: udid.replace('-', '') }));
    await expect
      .poll(() => bench.slots()[0]?.device?.probe?.symptom, { timeout: 5_000 })
      .toBe('usbRestricted');
  });

  it('is over as soon as the daemon has the device', async () => {
    const { ask, fakes } = await aBench();
    const device = fakes.plug({ isUsbRestricted: true });
    const answer = ask(device);
    device.setUsbRestricted(false);
    expect(await answer).toMatchObject({ udid: device.udid });
  });
});

describe('an earlier pairing', () => {
  it('outlives a session that was cut off: it is no sign, and no reason to pair anew', async () => {
    const { fakes, device, ask, mux } = await aTrustedDevice(cutOnce('StartSession'));
    const before = await mux.readPairRecord(device.udid);
    const answer = await ask(device, true);
    expect(answer).toMatchObject({ symptom: 'noAnswer', hasTriedPairing: false });
    expect(requests(fakes)).not.toContain('Pair');
    expect(await mux.readPairRecord(device.udid)).toEqual(before);
  });
});

describe('a pairing that is not taken back yet', () => {
  it('says so, and is taken back by the next question', async () => {
    const { fakes, ask, mux } = await aBench({ onInstant: cutOnce('Unpair') });
    const device = fakes.plug({ stage: 'setupAssistant' });
    expect(await ask(device, true)).toMatchObject({
      isUnfinished: true,
      signs: expect.arrayContaining(['pairedSilently']) as string[],
      raw: { Unpair: 'closed' },
    });
    expect(await ask(device)).toMatchObject({ raw: { Unpair: 'Success' } });
    expect(device.hosts).toEqual([]);
    expect(await mux.readPairRecord(device.udid)).toEqual({ ok: true, value: undefined });
  });

  it('is waited for by a bench that ends', async () => {
    const { fakes, probe, ask } = await aBench({ onInstant: slowUnpair });
    const device = fakes.plug({ stage: 'setupAssistant' });
    const answer = ask(device, true);
    await expect.poll(() => requests(fakes)).toContain('Unpair');
    await probe.settled?.();
    expect(device.hosts).toEqual([]);
    await answer;
  });
});

describe('a pairing that a crash left behind', () => {
  it('is undone by the next question', async () => {
    const first = await aBench({ onInstant: cutOnce('Unpair') });
    const device = first.fakes.plug({ stage: 'setupAssistant' });
    await first.ask(device, true);
    expect(device.hosts.length).toBe(1);
    const second = benchAt(first.fakes);
    expect(await second.ask(device)).toMatchObject({ raw: { Unpair: 'Success' } });
    expect(device.hosts).toEqual([]);
    expect(await second.mux.readPairRecord(device.udid)).toEqual({ ok: true, value: undefined });
  });
});

/** The first such request finds the line cut. */
function cutOnce(wanted: string): OnInstant {
  let isCut = false;
  return ({ request, when }) => {
    if (isCut || request !== wanted || when !== 'received') return undefined;
    isCut = true;
    return 'drop';
  };
}

const slowUnpair: OnInstant = ({ request, when }) =>
  request === 'Unpair' && when === 'received' ? { delayMs: 300 } : undefined;

type Answer = ProbeAnswer | undefined;

async function aBench(options: Parameters<typeof fresh>[0] = {}) {
  return benchAt(await fresh(options));
}

/** One run of the bench: another one knows nothing but what the daemon and the devices keep. */
function benchAt(fakes: FakeDevices) {
  const address = muxAddressOf({ USBMUXD_SOCKET_ADDRESS: fakes.address }, 'linux');
  if (!address.ok) throw new Error(fakes.address);
  const mux = createMux({ address: address.value });
  const watch = createMuxWatch({ mux, clock: quick });
  onTestFinished(watch.stop);
  const probe = createLockdownProbe(mux, watch);
  /** What the hand did to the devices has reached the watch. */
  const caughtUp = async () => {
    const listed = await mux.listDevices();
    const ids = listed.ok ? listed.value.map(({ deviceId }) => deviceId) : [];
    await expect.poll(() => watch.devices().map(({ deviceId }) => deviceId)).toEqual(ids);
  };
  const ask = async ({ udid }: FakeDevice, allowPairing = false): Promise<Answer> => {
    await caughtUp();
    const usb = { port: '1-1.1', productId: 0x12a8, serialString: udid.replace('-', '') };
    return probe.ask(usb, { allowPairing });
  };
  return { fakes, mux, probe, ask };
}

/** Ten times as fast as the wall, so that patience ends soon. */
const quick = {
  ...wallClock,
  after: (milliseconds: number, run: () => void) => wallClock.after(milliseconds / 10, run),
};

async function aTrustedDevice(onInstant?: OnInstant) {
  const bench = await aBench(onInstant ? { onInstant } : {});
  const udid = '00008110-001A2B3C4D5E801E';
  const record = await makePairRecord(bench.fakes.buid);
  const device = bench.fakes.plug({ udid, hosts: [record] });
  bench.fakes.saveRecord(udid, record);
  return { ...bench, device };
}

function requests(fakes: FakeDevices): string[] {
  return fakes.conversations().map(({ request }) => request);
}
