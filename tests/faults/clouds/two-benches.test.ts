import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { faultyClouds } from './faulty-clouds.ts';
import { activitiesFor, POST, serviceOf } from './work.ts';

describe('two benches of the same organization', () => {
  it('both come to the end of their lists and scans, and slow down instead of storming', async () => {
    const bench = await faultyClouds();
    const other = await bench.another();
    const { readyToReset, readyPad, readyMac, formerMac } = bench.sandbox.stories;
    const lists = Promise.all([bench.clouds.listing.run(), other.clouds.listing.run()]);
    const cards = await bench.through(
      Promise.all([
        bench.begin(readyToReset),
        other.begin(readyPad),
        bench.begin(readyMac),
        other.begin(formerMac),
      ]),
    );
    expect(cards.map(({ verdict }) => verdict.lane)).toEqual(['clear', 'clear', 'clear', 'fix']);
    const [one, two] = await bench.through(lists);
    expect([one, two]).toMatchObject([
      { ok: true, value: { isWhole: true } },
      { ok: true, value: { isWhole: true } },
    ]);
    const refused = bench.sockets.refusals() + other.sockets.refusals();
    expect(refused).toBeLessThan(bench.arrived('GET api-business.apple.com') / 4);
  });

  it('post a device once, though FIX is pressed at both', async () => {
    const bench = await faultyClouds();
    const other = await bench.another();
    const serial = bench.sandbox.stories.formerService;
    await bench.check(serial);
    await other.check(serial);
    bench.jobs.queueReassign(serial, bench.offices);
    await bench.pass(MINUTE);
    other.jobs.queueReassign(serial, bench.offices);
    await bench.pass(HOUR);
    expect(activitiesFor(bench, serial)).toBe(1);
    expect(bench.arrived(POST)).toBe(1);
    for (const { jobs } of [bench, other]) {
      expect(jobs.workOf(serial).map(({ state }) => state)).not.toContain('failed');
    }
  });

  it('share the POSTs of an hour: nobody fails, nothing goes twice', async () => {
    const bench = await faultyClouds();
    const other = await bench.another();
    const { formerService, formerMac } = bench.sandbox.stories;
    // What others of the organization have sent in this hour.
    const now = bench.sandbox.world.now();
    bench.sandbox.world.state.quotas['apple/write'] = Array.from({ length: 9 }, () => now);
    await bench.check(formerService);
    await other.check(formerMac);
    bench.jobs.queueReassign(formerService, bench.offices);
    other.jobs.queueReassign(formerMac, bench.offices);
    await bench.pass(3 * HOUR);
    for (const serial of [formerService, formerMac]) {
      expect(activitiesFor(bench, serial)).toBe(1);
      expect(serviceOf(bench, serial)).toBe(bench.offices.serviceId);
    }
    expect(bench.arrived(POST)).toBe(3);
  });
});
