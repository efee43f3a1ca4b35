import { describe, expect, it } from 'vitest';
import { deviceSymptomSchema, type DeviceSymptom } from '../../../src/core/facts/device-symptom.ts';
import type { ProbeAnswer } from '../../../src/core/ports.ts';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
import type { StoryName } from '../../../src/sandbox/campaign/stories.ts';
import type { SimulatedDevice } from '../../../src/sandbox/world/device.ts';
import { openTestBench, type TestBench } from '../bench.ts';

const PORT = '1-1.1.1';

describe('a device that knows nobody here', () => {
  it('tells who it is, and neither serial number nor battery', async () => {
    const bench = plugged('readyToReset');
    const answer = await ask(bench);
    const { hardware } = deviceOf(bench, 'readyToReset');
    expect(answer).toMatchObject({
      ecid: hardware.ecid,
      udid: hardware.udid,
      productType: 'iPhone14,7',
      wifiMacAddress: hardware.wifiMac.match(/../g)?.join(':').toLowerCase(),
    });
    expect(answer).not.toHaveProperty('batteryPercent');
    expect(JSON.stringify(answer)).not.toContain(hardware.serial);
  });

  it('is known to be set up by its name alone', async () => {
    const bench = plugged('readyToReset');
    expect((await ask(bench))?.isInSetupAssistant).toBe(false);
    bench.sandbox.world.change(deviceOf(bench, 'readyToReset').hardware.serial, (device) => {
      device.name = 'iPhone';
    });
    expect(await ask(bench)).not.toHaveProperty('isInSetupAssistant');
  });

  it('wants its passcode or asks its user when it is set up', async () => {
    const bench = openTestBench();
    const symptoms = new Set<unknown>();
    for (const device of phonesIn(bench, ({ stage, pairedAt }) => stage === 'inUse' && !pairedAt)) {
      const answer = await askAlone(bench, device, true);
      expect([answer?.signs, answer?.serialNumber]).toEqual([[], undefined]);
      symptoms.add(answer?.symptom);
    }
    expect(symptoms).toEqual(new Set(['locked', 'trustPending']));
  });

  it('pairs silently after an erase, and only when it may be tried', async () => {
    const bench = await erased('formerService');
    const stranger = await ask(bench);
    expect([stranger?.signs, stranger?.isInSetupAssistant]).toEqual([[], undefined]);
    const { serial } = deviceOf(bench, 'formerService').hardware;
    expect(await ask(bench, true)).toMatchObject({
      serialNumber: serial,
      isInSetupAssistant: true,
      signs: ['pairedSilently', 'unactivated', 'setupStateAbsent', 'cloudConfigurationOpen'],
      raw: { Pair: 'Success', ActivationState: 'Unactivated', SetupState: 'absent' },
    });
    expect((await ask(bench))?.serialNumber).toBeUndefined();
  });

  it('may have activated by itself within minutes, where it finds a network', async () => {
    const bench = openTestBench();
    const isUnactivated = new Set<unknown>();
    const serials = phonesIn(bench, ({ stage, lock }) => stage === 'inUse' && lock === 'NONE');
    for (const { hardware } of serials) bench.sandbox.controls.erase({ serial: hardware.serial });
    await bench.clock.advance(10 * MINUTE);
    for (const device of serials) {
      const answer = await askAlone(bench, device, true);
      expect(answer?.signs).toContain('pairedSilently');
      isUnactivated.add(answer?.signs?.includes('unactivated'));
    }
    expect(isUnactivated.size).toBe(2);
  });
});

describe('a device that was paired here before', () => {
  it('tells serial number and battery, and that it is set up', async () => {
    const bench = plugged('batteryLow');
    const { serial } = deviceOf(bench, 'batteryLow').hardware;
    expect(await ask(bench)).toMatchObject({
      serialNumber: serial,
      batteryPercent: 9,
      isInSetupAssistant: false,
    });
  });

  it('is in Setup Assistant for certain while it is not activated', async () => {
    const bench = plugged('atHello');
    expect(await ask(bench)).toMatchObject({
      isInSetupAssistant: true,
      signs: ['unactivated', 'setupStateAbsent'],
    });
    bench.sandbox.world.change(deviceOf(bench, 'atHello').hardware.serial, (device) => {
      device.quirk = null;
      device.stage = 'inUse';
    });
    expect(await ask(bench)).toMatchObject({ isInSetupAssistant: false, signs: [] });
  });

  it('that has activated by itself leaves open whether it is in Setup Assistant', async () => {
    const bench = openTestBench();
    const isAtHello = ({ stage, erasedAt }: SimulatedDevice) =>
      stage === 'setupAssistant' && erasedAt === null;
    const told = new Set<unknown>();
    for (const device of phonesIn(bench, isAtHello)) {
      bench.sandbox.world.change(device.hardware.serial, (each) => {
        each.pairedAt = bench.sandbox.world.now();
      });
      const answer = await askAlone(bench, device, false);
      told.add(answer?.isInSetupAssistant);
      expect(answer?.signs).toContain('setupStateAbsent');
    }
    expect(told).toEqual(new Set([true, undefined]));
  });

  it('need not be paired: what else speaks for a reset is asked in the same session', async () => {
    const bench = plugged('atHello');
    expect((await ask(bench))?.signs).not.toContain('cloudConfigurationOpen');
    const answer = await ask(bench, true);
    expect(answer?.signs).toContain('cloudConfigurationOpen');
    expect([answer?.hasTriedPairing, answer?.raw['Pair']]).toEqual([false, undefined]);
  });

  it('has forgotten this bench after an erase', async () => {
    const bench = await erased('batteryLow');
    const stranger = await ask(bench);
    expect([stranger?.symptom, stranger?.signs]).toEqual(['stalePairing', ['trustLost']]);
    expect(stranger).not.toHaveProperty('batteryPercent');
    const paired = await ask(bench, true);
    expect(paired?.signs?.slice(0, 2)).toEqual(['trustLost', 'pairedSilently']);
    expect(paired).not.toHaveProperty('symptom');
  });

  it('is one of many in the fleet, and not most', () => {
    const phones = phonesIn(openTestBench(), ({ stage }) => stage === 'inUse', Infinity);
    const share = phones.filter(({ pairedAt }) => pairedAt !== null).length / phones.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.4);
  });
});

describe('a device in another mode', () => {
  it('gives no answer in recovery', async () => {
    const bench = plugged('readyToReset');
    const [device] = await bench.sandbox.usb.list();
    bench.sandbox.controls.enterMode({ port: PORT, mode: 'recovery' });
    await bench.clock.advance(10 * SECOND);
    if (!device) throw new Error('nothing on the bus');
    expect(await bench.sandbox.probe.ask(device, { allowPairing: true })).toBeUndefined();
  });

  it('looks as ever while it is restored, and says that it is', async () => {
    const bench = plugged('readyToReset');
    const [before] = await bench.sandbox.usb.list();
    bench.sandbox.controls.enterMode({ port: PORT, mode: 'restoreRamdisk' });
    await bench.clock.advance(10 * SECOND);
    expect(await bench.sandbox.usb.list()).toEqual([before]);
    const answer = await ask(bench);
    expect([answer?.isRestoreRamdisk, answer?.deviceName]).toEqual([true, undefined]);
  });

  it('is no ramdisk when it is a Mac', () => {
    const { sandbox } = openTestBench();
    const { readyMac: serial } = sandbox.stories;
    expect(sandbox.controls.enterMode({ serial, mode: 'restoreRamdisk' })).toBe('notPossible');
  });
});

describe('a device that suffers', () => {
  const answered = deviceSymptomSchema.options.filter((each) => each !== 'reEnumerating');

  it.each(answered)('from %s says so after its next plug, until that ends', async (symptom) => {
    const bench = plugged('batteryLow');
    expect(bench.sandbox.controls.suffer({ port: PORT, symptom })).toBe('ok');
    expect(await bench.sandbox.usb.list()).toEqual([]);
    await bench.clock.advance(5 * SECOND);
    const suffering = await ask(bench);
    expect([suffering?.symptom, suffering?.batteryPercent]).toEqual([symptom, undefined]);
    bench.sandbox.controls.suffer({ port: PORT, symptom: null });
    const mended = await ask(bench);
    expect([mended?.symptom, mended?.batteryPercent]).toEqual([undefined, 9]);
  });

  it.each<[DeviceSymptom, boolean]>([
    ['locked', true],
    ['trustDenied', true],
    ['usbRestricted', false],
    ['noAnswer', false],
    ['noDaemon', false],
  ])('from %s tells its name: %s', async (symptom, isTold) => {
    const bench = plugged('readyToReset');
    bench.sandbox.controls.suffer({ port: PORT, symptom });
    await bench.clock.advance(5 * SECOND);
    expect((await ask(bench))?.deviceName !== undefined).toBe(isTold);
  });

  it('tells its listeners when that has ended, until they unsubscribe', async () => {
    const { sandbox, clock } = plugged('readyToReset');
    const ended: (string | undefined)[] = [];
    const stop = sandbox.probe.watch?.((id) => ended.push(id));
    const once = async () => {
      sandbox.controls.suffer({ port: PORT, symptom: 'locked' });
      await clock.advance(5 * SECOND);
      sandbox.controls.suffer({ port: PORT, symptom: null });
    };
    await once();
    stop?.();
    await once();
    expect(ended).toEqual([sandbox.world.device(sandbox.stories.readyToReset)?.hardware.udid]);
  });

  it('loses what its user had to do with when it is erased', async () => {
    const bench = plugged('readyToReset');
    bench.sandbox.controls.suffer({ port: PORT, symptom: 'locked' });
    await bench.clock.advance(5 * SECOND);
    bench.sandbox.controls.erase({ port: PORT });
    await bench.clock.advance(100 * SECOND);
    expect((await ask(bench, true))?.signs).toContain('pairedSilently');
  });
});

describe('a bad cable', () => {
  it('drops its device eight times and brings it back each time', async () => {
    const { sandbox, clock } = plugged('readyToReset');
    const seen: string[] = [];
    sandbox.usb.watch(({ kind }) => seen.push(kind));
    sandbox.controls.suffer({ port: PORT, symptom: 'reEnumerating' });
    await clock.advance(MINUTE);
    expect(seen).toEqual(Array.from({ length: 8 }, () => ['detached', 'attached']).flat());
    expect(sandbox.world.device(sandbox.stories.readyToReset)?.symptom).toBeNull();
  });

  it('is seated better by whoever takes the device in hand', async () => {
    const { sandbox, clock } = plugged('readyToReset');
    sandbox.controls.suffer({ port: PORT, symptom: 'reEnumerating' });
    await clock.advance(2 * SECOND);
    const startedAt = clock.now();
    const seen: string[] = [];
    sandbox.usb.watch(({ kind }) => seen.push(`${kind} ${(clock.now() - startedAt) / SECOND}`));
    sandbox.controls.erase({ port: PORT });
    await clock.advance(3 * MINUTE);
    expect(seen).toEqual(['detached 4', 'attached 94']);
  });

  it('cannot be had by a device that is away', () => {
    const { sandbox } = plugged('readyToReset');
    sandbox.controls.enterMode({ port: PORT, mode: 'recovery' });
    const suffered = sandbox.controls.suffer({ port: PORT, symptom: 'reEnumerating' });
    expect(suffered).toBe('notPossible');
  });
});

function plugged(story: StoryName): TestBench {
  const bench = openTestBench();
  bench.sandbox.controls.plug({ serial: bench.sandbox.stories[story], port: PORT });
  return bench;
}

async function erased(story: StoryName): Promise<TestBench> {
  const bench = plugged(story);
  bench.sandbox.controls.erase({ port: PORT });
  await bench.clock.advance(100 * SECOND);
  return bench;
}

async function ask({ sandbox }: TestBench, allowPairing = false): Promise<ProbeAnswer | undefined> {
  const [device] = await sandbox.usb.list();
  return device && sandbox.probe.ask(device, { allowPairing });
}

/** Plugs it in for as long as it takes to ask it. */
async function askAlone(bench: TestBench, { hardware }: SimulatedDevice, allowPairing: boolean) {
  bench.sandbox.controls.plug({ serial: hardware.serial, port: PORT });
  const answer = await ask(bench, allowPairing);
  bench.sandbox.controls.unplug({ port: PORT });
  return answer;
}

function phonesIn(
  { sandbox }: TestBench,
  isMeant: (device: SimulatedDevice) => boolean,
  most = 20,
): SimulatedDevice[] {
  return [...sandbox.world.state.devices.values()]
    .filter((device) => device.hardware.family === 'iPhone' && isMeant(device))
    .slice(0, most);
}

function deviceOf({ sandbox }: TestBench, story: StoryName): SimulatedDevice {
  const device = sandbox.world.device(sandbox.stories[story]);
  if (!device) throw new Error(`no device for ${story}`);
  return device;
}
