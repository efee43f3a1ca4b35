import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { faultyClouds } from './faulty-clouds.ts';
import { reasonOf } from './told.ts';
import { move, moveOf, POST } from './work.ts';

describe.each([
  ['ahead', 10 * MINUTE],
  ['behind', -10 * MINUTE],
])('a clock that is ten minutes %s', (_, clockAhead) => {
  it('is told at the sign-in, which works all the same', async () => {
    const bench = await faultyClouds({ clockAhead });
    const signIn = bench.clouds.signIns.apple('aldermoor');
    const answer = await bench.through(signIn?.check() ?? Promise.reject(new Error('no account')));
    expect(answer).toMatchObject({ ok: true, value: { warnings: [{ code: 'clockOff' }] } });
  });

  it('makes no profile settle earlier or later than it does', async () => {
    const bench = await faultyClouds({ clockAhead });
    const { profileSettling } = bench.sandbox.stories;
    expect(reasonOf(await bench.check(profileSettling))).toBe('profileSettling');
    await bench.pass(6 * MINUTE);
    expect(reasonOf(await bench.check(profileSettling))).toBe('profileSettling');
    await bench.pass(4 * MINUTE);
    expect((await bench.check(profileSettling)).verdict.lane).toBe('clear');
  });

  it('lets a device through that is ready', async () => {
    const bench = await faultyClouds({ clockAhead });
    expect((await bench.check(bench.sandbox.stories.readyToReset)).verdict.lane).toBe('clear');
  });

  it('makes no second POST of a reassignment, and no profile of before it count', async () => {
    const bench = await faultyClouds({ clockAhead });
    const serial = bench.sandbox.stories.formerService;
    await move(bench, [serial]);
    expect(moveOf(bench, serial).state).toBe('confirmed');
    expect(bench.arrived(POST)).toBe(1);
    reasonOf(await bench.check(serial));
    await bench.pass(HOUR, () => bench.card(serial).verdict.lane === 'clear');
    const settledAt =
      bench.mirror.device(serial).identities?.value[0]?.profileAssignedAt ?? Infinity;
    expect(bench.sandbox.world.now()).toBeGreaterThanOrEqual(settledAt + 10 * MINUTE);
  });
});

describe('a clock that is set while the bench works', () => {
  it('back by an hour makes nothing clear that was read in its future', async () => {
    let ahead = HOUR;
    const bench = await faultyClouds({ clockAhead: () => ahead });
    const { readyToReset } = bench.sandbox.stories;
    expect((await bench.check(readyToReset)).verdict.lane).toBe('clear');
    ahead = 0;
    reasonOf(bench.card(readyToReset));
    await bench.pass(2 * MINUTE);
    expect((await bench.check(readyToReset)).verdict.lane).toBe('clear');
  });
});
