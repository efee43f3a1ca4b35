import { describe, expect, it, onTestFinished } from 'vitest';
import { deviceStateOf } from '../../../src/engine/desk/card.ts';
import { benchOn, type BenchOnFakes } from '../../support/bench-on-fakes.ts';
import { makePairRecord } from '../../support/fake-devices/certificates.ts';
import type { FakeDevice } from '../../support/fake-devices/device/controls.ts';
import { freshFakes } from '../../support/fresh-fakes.ts';
import {
  aBench,
  anAnswer,
  inNormalMode,
  inRecovery,
  OLD_PHONE,
  OTHER_PORT,
  PHONE,
  PORT,
} from '../bench/fake-bench.ts';
import { aSerial } from '../ledger/a-ledger.ts';
import { aDesk } from './a-desk.ts';

const fresh = freshFakes();

describe('a set-up phone that only restarts in its reset', () => {
  it('proves nothing, also where no cloud configuration says that its set-up is over', async () => {
    const { device, replug, resetOf } = await aTrustedPhone({
      cloudConfiguration: { IsSupervised: false },
    });
    await replug();
    expect(resetOf(aSerial(device.serial))).toEqual(['back', undefined]);
  });

  it('proves nothing when it lost its trust and kept its own name', async () => {
    const { fakes, device, replug, resetOf } = await aTrustedPhone({ deviceName: "Ada's phone" });
    // A record of another pairing: the device does not know it.
    fakes.saveRecord(device.udid, await makePairRecord(fakes.buid));
    await replug();
    expect(resetOf(aSerial(device.serial))).toEqual(['back', undefined]);
  });

  it('is known by its return in Setup Assistant once it was erased', async () => {
    const { device, replug, resetOf } = await aTrustedPhone({});
    device.erase();
    await replug();
    expect(resetOf(aSerial(device.serial))).toEqual(['recorded', 'dated']);
  });
});

describe('another device with the same serial', () => {
  it('proves nothing by its return in Setup Assistant', async () => {
    const { bus, clock, answers, watch } = aBench();
    const { desk, begin, resetOf } = aDesk(watch);
    const serial = aSerial(PHONE.serial);
    answers.set(PHONE.udid, anAnswer({ serialNumber: PHONE.serial }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(10);
    begin(serial, { slot: PORT, ecid: PHONE.ecid });
    bus.unplug(PORT);
    await clock.advance(5_000);
    const { ecid } = OLD_PHONE;
    const posing = anAnswer({ serialNumber: PHONE.serial, ecid, isInSetupAssistant: true });
    answers.set(OLD_PHONE.udid, posing);
    bus.plug(inRecovery({ ecid, serial: PHONE.serial }, OTHER_PORT));
    await clock.advance(100);
    bus.unplug(OTHER_PORT);
    await clock.advance(5_000);
    bus.plug(inNormalMode(OLD_PHONE, OTHER_PORT));
    await clock.advance(100);
    expect(resetOf(serial)).toEqual(['gone', undefined]);
    expect(deviceStateOf(desk, serial).cases[0]?.resetEcid).toBe(PHONE.ecid);
  });

  it('does not keep the right one from proving it', async () => {
    const { bus, clock, answers, watch } = aBench();
    const { begin, resetOf } = aDesk(watch);
    const serial = aSerial(PHONE.serial);
    answers.set(PHONE.udid, anAnswer({ serialNumber: PHONE.serial }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(10);
    begin(serial, { slot: PORT, ecid: PHONE.ecid });
    bus.unplug(PORT);
    await clock.advance(5_000);
    answers.set(PHONE.udid, anAnswer({ isInSetupAssistant: true }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(100);
    expect(resetOf(serial)).toEqual(['recorded', 'observed']);
  });
});

/** It trusts this computer, is on its slot, and its reset is begun. */
async function aTrustedPhone(device: Parameters<Fakes['plug']>[0]) {
  const fakes = await fresh();
  const live = benchOn(fakes, 20);
  onTestFinished(live.stop);
  const watched = aDesk(live.bench);
  const udid = '00008110-001A2B3C4D5E801E';
  const record = await makePairRecord(fakes.buid);
  fakes.saveRecord(udid, record);
  const phone = fakes.plug({ ...device, udid, hosts: [record] });
  await heardOf(live, phone, /^SetupState$/);
  const [slot] = live.bench.slots();
  watched.begin(aSerial(phone.serial), {
    slot: slot?.port ?? '',
    ecid: slot?.device?.ecid ?? '',
  });
  live.bench.allowPairing(slot?.port ?? '', 'afterReturn');
  const replug = async () => {
    fakes.unplug(udid);
    await expect.poll(() => watched.resetOf(aSerial(phone.serial))[0]).toBe('gone');
    fakes.replug(udid);
    // Both are asked for in a reset alone, and last.
    await heardOf(live, phone, /^(?:CloudConfiguration|Pair)$/);
  };
  return { ...watched, fakes, device: phone, replug };
}

type Fakes = Awaited<ReturnType<typeof fresh>>;

/** It has answered such a question. */
async function heardOf(
  { find }: BenchOnFakes,
  { udid }: FakeDevice,
  question: RegExp,
): Promise<void> {
  await expect
    .poll(() => Object.keys(find(udid)?.probe?.raw ?? {}), { timeout: 5_000 })
    .toEqual(expect.arrayContaining([expect.stringMatching(question)]));
}
