import { existsSync } from 'node:fs';
import { startFakeDevices } from '../support/fake-devices/fake-devices.ts';
import { plugTrusted, test, tile, tileOf } from './fake-bench.ts';
import { expect, launchApp } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';

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

test('64 devices at once are 64 tiles, and all of them leave', async ({ page, fakes }) => {
  const devices = Array.from({ length: 64 }, () => fakes.plug());
  await expect(page.getByText('scan its serial', { exact: true })).toHaveCount(64);
  for (const { udid } of devices) fakes.unplug(udid);
  await expect(page.getByRole('button', { name: /^Slot \d+: empty$/ })).toHaveCount(64);
});

test('a computer without USB and without usbmuxd says so with a remedy, until usbmuxd is there', async ({
  home,
}) => {
  test.skip(existsSync('/dev/bus/usb') || process.platform !== 'linux', 'this one has USB');
  const before = await startFakeDevices({});
  await before.close();
  const env = { USBMUXD_SOCKET_ADDRESS: before.address };
  const { app, page } = await launchApp({ home, args: ['--live'], env });
  const lack = page.getByText('This computer shows no USB ports');
  const guide = page.getByRole('region', { name: 'What to do' });
  await expect(lack).toBeVisible();
  await keyboardOf(page).press('What to do: This computer shows no USB ports');
  await expect(guide).toContainText('Hand the USB controller over to it');
  const port = Number(before.address.split(':')[1]);
  const fakes = await startFakeDevices({ tcp: { port } });
  fakes.plug();
  await expect(tile(page, 1)).toHaveAccessibleName('Slot 1, no serial, scan its serial');
  await expect(guide).toBeHidden();
  await expect(lack).toBeHidden();
  await app.close();
  await fakes.close();
});
