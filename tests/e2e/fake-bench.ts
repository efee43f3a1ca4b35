import type { Locator, Page } from '@playwright/test';
import { makePairRecord } from '../support/fake-devices/certificates.ts';
import type { FakeDevice } from '../support/fake-devices/device/controls.ts';
import type { DeviceOptions } from '../support/fake-devices/device/options.ts';
import {
  startFakeDevices,
  type FakeDevices,
  type ServerOptions,
} from '../support/fake-devices/fake-devices.ts';
import { test as base } from './fixture.ts';

export interface OnFakes {
  /** The devices that the app of this test finds on its cables. */
  readonly fakes: FakeDevices;
  readonly fakeOptions: ServerOptions;
}

/** Tests of the live app, before devices that are only said to be there. */
export const test = base.extend<OnFakes>({
  fakeOptions: [{}, { option: true }],
  fakes: async ({ fakeOptions }, provide) => {
    const fakes = await startFakeDevices(fakeOptions);
    await provide(fakes);
    await fakes.close();
  },
  appArguments: ['--live'],
  appEnvironment: async ({ fakes }, provide) => provide({ USBMUXD_SOCKET_ADDRESS: fakes.address }),
});

/** A device that trusts this computer since an earlier pairing. */
export async function plugTrusted(
  fakes: FakeDevices,
  options: DeviceOptions = {},
): Promise<FakeDevice> {
  const record = await makePairRecord(fakes.buid);
  const device = fakes.plug({ ...options, hosts: [record] });
  fakes.saveRecord(device.udid, record);
  return device;
}

/** The tile of a slot, by what a screen reader says of it. */
export function tile(page: Page, number: number): Locator {
  return page.getByRole('button', { name: new RegExp(`^Slot ${number}(:(?! name)|,)`) });
}

/** The tile on which the end of that serial stands. */
export function tileOf(page: Page, serial: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^Slot \\d+,.* ${serial},`) });
}
