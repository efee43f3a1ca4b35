import { join } from 'node:path';
import { MINUTE } from '../../src/core/time.ts';
import { createRevalidation } from '../../src/engine/clouds/asking/revalidate.ts';
import { createListing } from '../../src/engine/clouds/listing/listing.ts';
import { accountsIn } from '../../src/engine/compose.ts';
import { createMirror } from '../../src/engine/mirror/mirror.ts';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { runThrough } from '../engine/clouds/cloud-bench.ts';
import { cloudsOf } from '../engine/clouds/sandbox-clouds.ts';
import { serveClouds, type CloudsOnLoopback } from '../sandbox/clouds-on-loopback.ts';
import { press } from '../sandbox/press.ts';
import type { DeviceOptions } from '../support/fake-devices/device/options.ts';
import { test as base } from './fake-bench.ts';
import { expect, type RunningApp } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';
import { keepConnections, organizationCard, testApple } from './live.ts';
import { keepBrowserClosed } from './stand-ins.ts';

interface BeforeClouds {
  readonly clouds: CloudsOnLoopback;
  /** Devices of which an earlier run has asked all that a verdict needs. */
  readonly known: readonly StoryName[];
}
type StoryName = keyof CloudsOnLoopback['sandbox']['stories'];

/** Tests of the live app before the clouds of the practice campaign, with devices of it on the cables. */
export const test = base.extend<BeforeClouds>({
  known: [[], { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  clouds: async ({}, provide) => {
    const clouds = await serveClouds();
    await provide(clouds);
    await clouds.close();
  },
  home: async ({ home, clouds, known }, provide) => {
    keepConnections(home, clouds.connections);
    await listAsBefore(home, clouds, known);
    await provide(home);
  },
});

/**
 * Leaves what a run five minutes ago has listed, and a listing that somebody has paused: at Apple's pace to list takes
 * a minute, and every question after it seconds.
 */
async function listAsBefore(
  home: string,
  { connections }: CloudsOnLoopback,
  known: readonly StoryName[],
): Promise<void> {
  const startAt = Date.now() - 5 * MINUTE;
  const clock = createManualClock(startAt);
  const sandbox = createSandbox({ clock, startAt });
  const file = join(home, 'live', 'mirror.sqlite');
  const mirror = createMirror({ file, clock }).belongsTo(accountsIn(connections));
  const parts = { ...cloudsOf(sandbox, clock), mirror, clock, policy: connections.policy };
  const listing = createListing(parts);
  const revalidation = createRevalidation(parts);
  const all = [
    listing.run(),
    ...known.map((name) =>
      revalidation.ask(sandbox.stories[name], ['device', 'lock'], 'background'),
    ),
  ];
  await runThrough(clock, Promise.all(all));
  listing.pause();
  mirror.close();
}

/** A person has signed in at both clouds and at the bench, which is on screen. */
export async function signInEverywhere(
  running: RunningApp,
  clouds: CloudsOnLoopback,
): Promise<void> {
  const { app, page } = running;
  const person = keyboardOf(page);
  await page.keyboard.press('Control+6');
  await testApple(running, clouds);
  await expect(organizationCard(running)).toContainText('Nothing fails.', { timeout: 20_000 });
  const nextPage = await keepBrowserClosed(app);
  await person.press('Continue: Microsoft');
  await person.press('Sign in with the browser');
  await expect(async () => {
    const url = await nextPage();
    expect(url).toBeDefined();
    await press(url ?? '');
  }).toPass();
  await expect(page.getByText('Signed in as')).toBeVisible();
  await page.keyboard.press('Control+1');
}

/** What a device of the campaign is on a cable. */
export function deviceOf({ sandbox }: CloudsOnLoopback, name: StoryName): DeviceOptions {
  const device = sandbox.world.device(sandbox.stories[name]);
  if (!device) throw new Error(`The campaign has no ${name}.`);
  const { hardware, name: deviceName, osVersion } = device;
  return {
    deviceName,
    serial: hardware.serial,
    udid: hardware.udid,
    ecid: BigInt(`0x${hardware.ecid}`),
    productType: hardware.productType,
    className: hardware.family,
    wifiAddress: (hardware.wifiMac.match(/../g) ?? []).join(':').toLowerCase(),
    iosVersion: osVersion,
  };
}
