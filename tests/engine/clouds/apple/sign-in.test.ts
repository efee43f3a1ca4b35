import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../src/core/time.ts';
import { runThrough, valueOf } from '../cloud-bench.ts';
import { aKey, asSec1, errorOf, openSignInBench, scriptedSignIn, TOKEN } from './sign-in-bench.ts';

const INVALID = { status: 400, body: { error: 'invalid_client' } };

describe('the sign-in at Apple', () => {
  it('gives a bearer that opens the API, with either form of the key', async () => {
    const { sandbox } = openSignInBench();
    const pem = sandbox.practiceKeys.apple['aldermoor'] ?? '';
    for (const form of [pem, asSec1(pem)]) {
      const { cloud } = openSignInBench({ pem: form });
      expect(valueOf(await cloud.listServices()).length).toBeGreaterThan(0);
    }
  });

  it('sends the form in the body, and nothing of it in the address', async () => {
    const { signIn, sent, organization } = openSignInBench();
    await signIn.bearer();
    const [{ url, request } = never()] = sent;
    expect(url).toBe('https://account.apple.com/auth/oauth2/v2/token');
    expect(request.headers).toEqual({
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
    });
    expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: organization.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
      scope: 'business.api',
    });
  });

  it('asks for the scope of a school', async () => {
    const clientId = 'SCHOOLAPI.0c5a7be2-6f1d-4a8e-9b53-d27e41f0a6c8';
    const { signIn, sent } = openSignInBench({ organization: { kind: 'school', clientId } });
    await signIn.check();
    expect(new URLSearchParams(sent[0]?.request.body).get('scope')).toBe('school.api');
  });

  it('asks once for everybody who wants a bearer at the same time', async () => {
    const { signIn, signIns } = openSignInBench();
    const bearers = await Promise.all([signIn.bearer(), signIn.bearer(), signIn.bearer()]);
    expect(new Set(bearers).size).toBe(1);
    expect(signIns()).toBe(1);
  });

  it('keeps the bearer until shortly before its end, then gets another one', async () => {
    const { signIn, signIns, clock } = openSignInBench();
    const first = await signIn.bearer();
    await clock.advance(HOUR - 3 * MINUTE);
    expect(await signIn.bearer()).toBe(first);
    await clock.advance(2 * MINUTE);
    expect(await signIn.bearer()).not.toBe(first);
    expect(signIns()).toBe(2);
  });

  it('uses a bearer that is still good when it cannot be renewed early', async () => {
    const { signIn, sandbox, clock } = openSignInBench();
    const first = await signIn.bearer();
    await clock.advance(HOUR - MINUTE);
    sandbox.controls.setOnline(false);
    expect(await signIn.bearer()).toBe(first);
    await clock.advance(MINUTE);
    await expect(signIn.bearer()).rejects.toThrow('There is no sign-in at Apple: unreachable');
  });

  it('does not keep a bearer of a minute for two minutes', async () => {
    const short = { body: { access_token: 'short', expires_in: '60' } };
    const { signIn, sent, clock } = scriptedSignIn(short);
    await signIn.bearer();
    await clock.advance(50 * SECOND);
    await signIn.bearer();
    expect(sent).toHaveLength(1);
    await clock.advance(5 * SECOND);
    await signIn.bearer();
    expect(sent).toHaveLength(2);
  });

  it('gets one other bearer for all whose bearer was refused', async () => {
    const { signIn, signIns } = openSignInBench();
    const first = await signIn.bearer();
    const refusals = [signIn.bearer(first), signIn.bearer(first), signIn.bearer(first)];
    const [second, ...others] = await Promise.all(refusals);
    expect(second).not.toBe(first);
    expect(others).toEqual([second, second]);
    expect(signIns()).toBe(2);
  });

  it('gets another bearer for one that was refused, but not over and over', async () => {
    const { signIn, signIns, clock } = openSignInBench();
    const first = await signIn.bearer();
    const second = await signIn.bearer(first);
    expect(second).not.toBe(first);
    expect(await signIn.bearer(first)).toBe(second);
    await expect(signIn.bearer(second)).rejects.toThrow('accountRefused');
    expect(signIns()).toBe(2);
    await clock.advance(MINUTE);
    expect(await signIn.bearer(second)).not.toBe(second);
  });

  it('signs in anew when it is checked, and says until when', async () => {
    const { signIn, signIns, clock } = openSignInBench();
    await signIn.bearer();
    const answer = await signIn.check();
    expect(answer).toEqual({ ok: true, value: { expiresAt: clock.now() + HOUR, warnings: [] } });
    expect(signIns()).toBe(2);
  });
});

describe('a bench whose clock is wrong', () => {
  it.each([10 * MINUTE, -3 * HOUR])(
    'by %i ms signs in by the clock of Apple',
    async (benchAhead) => {
      const { signIn, signIns } = openSignInBench({ benchAhead });
      const minutes = Math.round(Math.abs(benchAhead) / MINUTE);
      expect(await signIn.check()).toMatchObject({
        ok: true,
        value: { warnings: [{ code: 'clockOff', params: { minutes } }] },
      });
      expect(signIns()).toBe(2);
      await signIn.check();
      expect(signIns()).toBe(3);
    },
  );

  it('by seconds says nothing of it', async () => {
    const { signIn } = openSignInBench({ benchAhead: 90 * SECOND });
    expect(await signIn.check()).toMatchObject({ ok: true, value: { warnings: [] } });
  });

  it('is still told that the key is the wrong one', async () => {
    const pem = aKey('pkcs8');
    const { signIn, signIns } = openSignInBench({ benchAhead: 10 * MINUTE, pem });
    expect(errorOf(await signIn.check()).cause.code).toBe('invalidClient');
    expect(signIns()).toBe(2);
  });
});

describe('after a failure', () => {
  it('nothing is asked for a while, which grows with every failure', async () => {
    const { signIn, sent, clock } = scriptedSignIn(INVALID);
    const asked: number[] = [];
    for (let second = 0; second < 60; second += 1) {
      const before = sent.length;
      await signIn.bearer().catch(() => undefined);
      if (sent.length > before) asked.push(second);
      await clock.advance(SECOND);
    }
    expect(asked).toEqual([0, 5, 15, 35]);
  });

  it('without a network the pause stays short: the way may be open again at any moment', async () => {
    const { signIn, clock, sandbox } = openSignInBench();
    sandbox.controls.setOnline(false);
    for (let tries = 0; tries < 20; tries += 1) {
      await signIn.bearer().catch(() => undefined);
      await clock.advance(10 * SECOND);
    }
    sandbox.controls.setOnline(true);
    await clock.advance(10 * SECOND);
    expect(await signIn.bearer()).not.toBe('');
  });

  it('whoever tests waits seconds, not minutes', async () => {
    const { signIn, sent, clock } = scriptedSignIn(INVALID);
    for (let second = 0; second < 36; second += 1) {
      await signIn.bearer().catch(() => undefined);
      await clock.advance(SECOND);
    }
    expect(sent).toHaveLength(4);
    const startedAt = clock.now();
    await runThrough(clock, signIn.check());
    expect(clock.now() - startedAt).toBeLessThanOrEqual(5 * SECOND);
    expect(sent).toHaveLength(5);
  });

  it('one that Apple gives a time for is waited for, by whoever tests as well', async () => {
    const busy = { status: 429, headers: { 'Retry-After': '90' } };
    const { signIn, sent, clock } = scriptedSignIn(busy, TOKEN);
    const retryAt = clock.now() + 90 * SECOND;
    const wanted = { cause: { code: 'throttled', params: { untilAt: retryAt } }, retryAt };
    expect(errorOf(await signIn.check())).toMatchObject(wanted);
    await clock.advance(89 * SECOND);
    expect(errorOf(await signIn.check())).toMatchObject(wanted);
    expect(sent).toHaveLength(1);
    await clock.advance(SECOND);
    expect((await signIn.check()).ok).toBe(true);
  });
});

describe('a listing', () => {
  it('goes on when the bearer expires in its middle', async () => {
    const { cloud, clock, signIns } = openSignInBench();
    const first = valueOf(await cloud.listDevices());
    await clock.advance(HOUR);
    const second = valueOf(await cloud.listDevices(first.next));
    expect(first.rows.length + second.rows.length).toBeGreaterThan(1_500);
    expect(signIns()).toBe(2);
  });

  it('goes on when Apple no longer knows the bearer', async () => {
    const { cloud, sandbox, signIns } = openSignInBench();
    const first = valueOf(await cloud.listDevices());
    sandbox.world.state.appleBearers = [];
    const second = valueOf(await cloud.listDevices(first.next));
    expect(second.rows.length).toBeGreaterThan(500);
    expect(signIns()).toBe(2);
  });

  it('renews the bearer once for all requests under way', async () => {
    const { cloud, sandbox, signIns, clock } = openSignInBench();
    valueOf(await cloud.listServices());
    sandbox.world.state.appleBearers = [];
    const { readyToReset, formerService } = sandbox.stories;
    const both = [cloud.readDevice(readyToReset), cloud.readDevice(formerService)];
    const answers = await runThrough(clock, Promise.all(both));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(signIns()).toBe(2);
  });
});

function never(): never {
  throw new Error('Nothing was sent.');
}
