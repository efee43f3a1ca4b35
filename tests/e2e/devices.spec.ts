import { plugTrusted, test, tile, tileOf } from './fake-bench.ts';
import { expect } from './fixture.ts';

test('devices on cables say on their tiles what they may tell, and leave', async ({
  page,
  fakes,
}) => {
  await test.step('one that does not know this computer asks for a scan', async () => {
    fakes.plug();
    await expect(tile(page, 1)).toHaveAccessibleName('Slot 1, no serial, scan its serial');
  });
  await test.step('so does one in Setup Assistant, and one that is locked', async () => {
    fakes.plug({ stage: 'setupAssistant' });
    await expect(tile(page, 2)).toHaveAccessibleName('Slot 2, no serial, scan its serial');
    fakes.plug({ isLocked: true, className: 'iPad' });
    await expect(tile(page, 3)).toHaveAccessibleName('Slot 3, no serial, scan its serial');
  });
  await test.step('one that trusts this computer names itself, battery and all', async () => {
    const device = await plugTrusted(fakes, { battery: { percent: 71, isCharging: true } });
    await expect(tileOf(page, device.serial)).toHaveAccessibleName(/^Slot 4,.*battery 71 %$/);
  });
  await test.step('one with a closed port is seen when it opens it', async () => {
    const device = fakes.plug({ isUsbRestricted: true });
    device.setUsbRestricted(false);
    await expect(tile(page, 5)).toHaveAccessibleName('Slot 5, no serial, scan its serial');
  });
  await test.step('what is unplugged leaves its slot empty, and comes back to it', async () => {
    const [first] = fakes.conversations().flatMap(({ udid }) => udid ?? []);
    fakes.unplug(first ?? '');
    await expect(tile(page, 1)).toHaveAccessibleName('Slot 1: empty');
    fakes.replug(first ?? '');
    await expect(tile(page, 1)).toHaveAccessibleName('Slot 1, no serial, scan its serial');
  });
});
