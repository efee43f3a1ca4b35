import type { FakeDevice } from '../support/fake-devices/device/controls.ts';
import type { FakeDevices } from '../support/fake-devices/fake-devices.ts';
import type { Instant } from '../support/fake-devices/instants.ts';
import { deviceOf, signInEverywhere, test } from './campaign-bench.ts';
import { plugTrusted, tileOf } from './fake-bench.ts';
import { expect } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';
import { begin, evidence, recordsOf, step } from './resetting.ts';

/** The device whose cable is pulled as soon as it has said yes to this computer. */
let pulled: string | undefined;

function pullOnce({ device, request, when }: Instant) {
  const isMeant = request === 'Pair' && when === 'afterReply' && device?.udid === pulled;
  if (!isMeant || pulled === undefined) return undefined;
  pulled = undefined;
  return 'unplug';
}

test.use({
  known: ['readyPad', 'batteryLow', 'osBelowMinimum', 'notOnManifest'],
  fakeOptions: { onInstant: pullOnce },
});

test('of four devices that come back, those that were erased are told from those that were not', async ({
  running,
  clouds,
  fakes,
  home,
}) => {
  test.setTimeout(120_000);
  const { page } = running;
  const person = keyboardOf(page);
  await signInEverywhere(running, clouds);
  await person.scan('RB-OP-1042');
  const restored = fakes.plug(deviceOf(clouds, 'readyPad'));
  const trusting = await plugTrusted(fakes, deviceOf(clouds, 'batteryLow'));
  const asking = fakes.plug(deviceOf(clouds, 'osBelowMinimum'));
  const cut = fakes.plug(deviceOf(clouds, 'notOnManifest'));
  const guide = page.getByRole('region', { name: 'What to do' });
  const all = [restored, trusting, asking, cut];
  await test.step('four resets begin', async () => {
    for (const { serial } of all) {
      await person.scan(serial);
      await expectWord(page, 'RESET NOW');
      await begin(page, serial);
    }
  });
  await test.step('all leave; two are erased, two only restart', async () => {
    restored.erase({ stamp: false, isBack: false });
    cut.erase({ stamp: false, isBack: false });
    for (const { udid } of [trusting, asking]) fakes.unplug(udid);
    for (const each of all) await says(each, 'Restarting');
  });
  await test.step('one that left no date is dated all the same: it was set up, and pairs silently', async () => {
    fakes.replug(restored.udid);
    await expect(tileOf(page, restored.serial)).toHaveAccessibleName(/SWITCH ON/);
    expect(recordsOf(home, restored.serial)).toMatchObject([
      { level: 'dated', raw: { obliteration: 'absent', Pair: 'Success', Unpair: 'Success' } },
    ]);
    expectForgotten(fakes, restored);
  });
  await test.step('a restart proves nothing, also of one that trusts this computer', async () => {
    fakes.replug(trusting.udid);
    await says(trusting, 'Back, not proven');
    await person.press(labelOf(trusting));
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Lotte');
    await expect(step(page)).toHaveText('Back, not proven');
    await expect(evidence(page)).toBeHidden();
    expect(recordsOf(home, trusting.serial)).toEqual([]);
  });
  await test.step('one that asks its user for trust says so, with a guide, and proves nothing', async () => {
    fakes.replug(asking.udid);
    await expect.poll(() => asking.isAsking).toBe(true);
    await says(asking, 'Back, not proven');
    await person.press(labelOf(asking));
    await expect(page.getByText('It asks for trust.')).toBeVisible();
    await page.keyboard.press('F4');
    await expect(guide).toContainText('Tap “Trust” and enter its passcode.');
    await page.keyboard.press('Escape');
    await expect(guide).toBeHidden();
    asking.tapDontTrust();
    expect(asking.hosts).toEqual([]);
    expect(recordsOf(home, asking.serial)).toEqual([]);
  });
  await test.step('so does one that comes back locked', async () => {
    asking.lock();
    fakes.unplug(asking.udid);
    await says(asking, 'Restarting');
    fakes.replug(asking.udid);
    await expect(page.getByText('It is locked with a passcode.')).toBeVisible();
    await page.keyboard.press('F4');
    await expect(guide).toContainText('Unlock it, with the cable in.');
    await page.keyboard.press('F4');
    await expect(guide).toBeHidden();
    expect(recordsOf(home, asking.serial)).toEqual([]);
  });
  await test.step('a cable pulled amid the pairing leaves no record, and the pairing is taken back later', async () => {
    pulled = cut.udid;
    fakes.replug(cut.udid);
    await expect.poll(() => cut.hosts.length).toBe(1);
    await says(cut, 'Restarting');
    expect(recordsOf(home, cut.serial)).toEqual([]);
    fakes.replug(cut.udid);
    await expect(tileOf(page, cut.serial)).toHaveAccessibleName(/SWITCH ON/);
    expect(recordsOf(home, cut.serial)).toMatchObject([{ level: 'dated' }]);
    expectForgotten(fakes, cut);
  });

  function says({ serial }: FakeDevice, state: string): Promise<void> {
    return expect(tileOf(page, serial)).toHaveAccessibleName(new RegExp(`, ${state}(,|$)`));
  }
});

const labelOf = ({ serial }: FakeDevice) => new RegExp(`^Slot \\d+,.* ${serial},`);

/** Neither the device nor the computer knows of a pairing. */
function expectForgotten(fakes: FakeDevices, { hosts, udid }: FakeDevice): void {
  expect(hosts).toEqual([]);
  expect(fakes.hasRecord(udid)).toBe(false);
}
