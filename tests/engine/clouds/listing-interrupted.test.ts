import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { createMirror, type Mirror } from '../../../src/engine/mirror/mirror.ts';
import { runThrough } from './cloud-bench.ts';
import { appleError, reply } from './small-clouds.ts';
import { five, four, one, openSmall, SERIALS, serviceOf, three } from './small-fleet.ts';

/** Everything that readers can see, but the ages. */
function picture(mirror: Mirror) {
  return SERIALS.map((serial) => {
    const { hardware, membership, assignment, identities, enrollments } = mirror.device(serial);
    return [hardware, membership, assignment, identities, enrollments].map((fact) => fact?.value);
  });
}

describe('an engine that died', () => {
  it('at any page goes on there, and comes to the same end', async () => {
    const whole = openSmall();
    await whole.run();
    const requests = whole.clouds.asked.length;
    for (let death = 1; death < requests; death += 1) {
      const { mirror, file, clock, clouds, run, listingOn } = openSmall();
      clouds.before = () =>
        clouds.asked.length === death ? new Promise(() => undefined) : undefined;
      await Promise.race([run(), clock.advance(10 * MINUTE)]);
      mirror.close();
      clouds.before = () => undefined;
      const again = createMirror({ file, clock });
      expect((await runThrough(clock, listingOn(again).run())).ok).toBe(true);
      expect(picture(again)).toEqual(picture(whole.mirror));
      expect(again.tally()).toEqual(whole.mirror.tally());
      again.close();
    }
  }, 60_000);
});

describe('a page', () => {
  it.each([
    [400, 'PARAMETER_ERROR.INVALID_CURSOR'],
    [400, 'EXPIRED_CURSOR'],
    [404, 'NOT_FOUND'],
    [410, 'GONE'],
  ])('that is answered %i %s begins its list anew, and no other', async (status, code) => {
    const { mirror, clouds, run, runAgain } = openSmall();
    await run();
    clouds.asked.length = 0;
    let isGone = true;
    clouds.before = (path) => {
      if (!path.includes('orgDevices') || !path.includes('cursor=4') || !isGone) return undefined;
      isGone = false;
      return reply(status, appleError(code));
    };
    expect((await runAgain()).ok).toBe(true);
    const lists = clouds.asked.filter((path) => path.startsWith('/orgDevices?'));
    expect(lists).toHaveLength(6);
    expect(clouds.asked.filter((path) => path.startsWith('/mdmServers/A'))).toHaveLength(2);
    expect(mirror.fact(five, 'hardware')).toBeDefined();
  });

  it('that is refused time and again is a failure, not a loop', async () => {
    const { clouds, run } = openSmall();
    clouds.before = (path) =>
      path.includes('orgDevices') && path.includes('cursor')
        ? reply(400, appleError('INVALID_CURSOR'))
        : undefined;
    expect(await run()).toMatchObject({ ok: false, error: { kind: 'rejected' } });
  });

  it('on another host is never asked for; after three tries its list begins anew', async () => {
    const { mirror, clouds, run } = openSmall();
    const stray = { data: [{ id: one }], links: { next: 'https://evil.example/v1/next' } };
    let isStray = true;
    clouds.before = (path) =>
      path.startsWith('/mdmServers/A') && isStray ? reply(200, stray) : undefined;
    for (let time = 0; time < 3; time += 1)
      expect(await run()).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    isStray = false;
    expect((await run()).ok).toBe(true);
    expect(serviceOf(mirror, three)).toBe('A');
    expect(clouds.asked.some((path) => path.includes('evil'))).toBe(false);
  });
});

describe('a list that is no more', () => {
  it('since its service or token was deleted stops nothing', async () => {
    const { mirror, clouds, run, runAgain } = openSmall();
    await run();
    delete clouds.on['B'];
    delete clouds.identities['U'];
    expect((await runAgain()).ok).toBe(true);
    expect(serviceOf(mirror, four)).toBeUndefined();
    expect(mirror.fact(one, 'identities')?.value).toHaveLength(1);
  });
});
