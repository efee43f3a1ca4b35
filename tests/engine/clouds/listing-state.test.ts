import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../../src/core/time.ts';
import { createMirror } from '../../../src/engine/mirror/mirror.ts';
import { runThrough } from './cloud-bench.ts';
import { appleError, device, reply } from './small-clouds.ts';
import { one, openSmall, serviceOf } from './small-fleet.ts';

/** Pauses when that page is asked for. */
function pausing(match: string) {
  const small = openSmall();
  small.clouds.before = (path) => {
    if (path.includes(match)) small.listing.pause();
    return undefined;
  };
  return small;
}

describe('how long it takes', () => {
  it('is said from the last pass: so many pages, one each three seconds and a bit', async () => {
    const { listing, run, clouds, clock } = openSmall();
    await run();
    await clock.advance(HOUR);
    const told: (number | undefined)[] = [];
    clouds.before = (path) => {
      if (/^.(mdmServers.[AB]|orgDevices)/.test(path)) told.push(listing.state().remaining);
      return undefined;
    };
    await run();
    // A: two pages, B: one, all devices: three.
    const pace = (60 * SECOND) / 18;
    expect(told.slice(0, 5)).toEqual([6, 5, 4, 3, 2].map((pages) => Math.round(pages * pace)));
    expect(listing.state().remaining).toBeUndefined();
  });

  it('is not said before anything is known, and no total either', async () => {
    const { listing, run, clouds } = openSmall();
    const told: unknown[] = [];
    clouds.before = (path) => {
      const { remaining, expected } = listing.state();
      if (path.startsWith('/mdmServers/A')) told.push(expected, remaining);
      return undefined;
    };
    await run();
    expect(told[0]).toBeUndefined();
    expect(listing.state().expected).toBe(listing.state().done);
  });

  it('follows the clouds when they are slower than the quota', async () => {
    const { listing, run, clouds, clock } = openSmall();
    clouds.devices = Array.from({ length: 40 }, (_, number) => device(`DMPZT0BB${1000 + number}`));
    await run();
    await clock.advance(HOUR);
    let told = 0;
    clouds.before = async (path) => {
      await clock.sleep(30 * SECOND);
      if (path.includes('orgDevices') && path.includes('cursor=20')) {
        told = listing.state().remaining ?? 0;
      }
      return undefined as never;
    };
    await run();
    expect(told).toBeGreaterThan(10 * 30 * SECOND);
  });
});

describe('a pause', () => {
  it('holds after the page under way, and goes on with the next', async () => {
    const { listing, run, clouds, mirror } = pausing('mdmServers/A');
    expect(await run()).toMatchObject({ ok: true, value: { isWhole: false } });
    const asked = clouds.asked.filter((path) => path.startsWith('/mdmServers/')).length;
    expect([asked, serviceOf(mirror, one)]).toEqual([1, 'A']);
    expect(listing.state()).toMatchObject({ isRunning: false, isPaused: true, done: 2 });
    expect(await run()).toMatchObject({ ok: true, value: { isWhole: false } });
    clouds.before = () => undefined;
    listing.resume();
    expect(await run()).toMatchObject({ ok: true, value: { isWhole: true } });
    expect(clouds.asked.filter((path) => path.startsWith('/mdmServers/A'))).toHaveLength(2);
  });

  it('holds after a restart too', async () => {
    const { clouds, run, mirror, file, clock, listingOn } = pausing('mdmServers/A');
    await run();
    mirror.close();
    const again = createMirror({ file, clock });
    const listing = listingOn(again);
    const asked = clouds.asked.length;
    await runThrough(clock, listing.run());
    expect([clouds.asked.length, listing.state().isPaused]).toEqual([asked, true]);
    expect(listing.state().done).toBe(2);
    again.close();
  });

  it('ends when somebody wants the lists now', async () => {
    const { listing, run } = pausing('mdmServers/A');
    await run();
    listing.listNow();
    expect(listing.state()).toMatchObject({ isRunning: true, isPaused: false });
    await run();
  });
});

describe('a listing', () => {
  it('that failed says so until it is through', async () => {
    const { listing, run, clouds } = openSmall();
    clouds.before = (path) =>
      path.startsWith('/orgDevices') ? reply(403, appleError('FORBIDDEN')) : undefined;
    await run();
    expect(listing.state()).toMatchObject({ isRunning: false, failure: 'roleLacksPermission' });
    expect(listing.state().finishedAt).toBeUndefined();
    clouds.before = () => undefined;
    await run();
    expect(listing.state().failure).toBeUndefined();
    expect(listing.state().finishedAt).toBeGreaterThan(0);
  });

  it('that was stopped takes not even the page under way', async () => {
    const { listing, run, clouds, mirror } = openSmall();
    clouds.before = (path) => {
      if (path.startsWith('/mdmServers/A')) listing.stop();
      return undefined;
    };
    expect(await run()).toMatchObject({ ok: true, value: { isWhole: false } });
    expect(mirror.count()).toBe(0);
  });
});
