import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { faultyClouds } from './faulty-clouds.ts';
import { reasonOf } from './told.ts';

describe('a storm of 429 on reads', () => {
  it.each(['30', '30.4', 'date'])(
    'with Retry-After %s is not answered with a storm',
    async (told) => {
      const bench = await faultyClouds();
      const { readyToReset, readyPad, readyMac } = bench.sandbox.stories;
      const inHalfAMinute = new Date(bench.sandbox.world.now() + MINUTE / 2).toUTCString();
      const headers = { 'Retry-After': told === 'date' ? inHalfAMinute : told };
      const storm = { kind: 'status', status: 429, headers, times: 8 } as const;
      bench.sandbox.world.faults.push({ ...storm, match: 'GET https://api-business.apple.com' });
      const began = bench.clock.now();
      await bench.through(
        Promise.all([readyToReset, readyPad, readyMac].map((serial) => bench.begin(serial))),
      );
      for (const serial of [readyToReset, readyPad, readyMac]) {
        expect((await bench.check(serial)).verdict.lane).toBe('clear');
      }
      const minutes = (bench.clock.now() - began) / MINUTE;
      expect(bench.arrived('GET api-business.apple.com')).toBeLessThanOrEqual(20 * (minutes + 1));
      expect(bench.sockets.refusals()).toBe(8);
    },
  );

  it('asks nothing more before the time that was told, however long', async () => {
    const bench = await faultyClouds();
    const headers = { 'Retry-After': '3000' };
    bench.sandbox.world.faults.push({
      match: 'GET https://api-business.apple.com',
      kind: 'status',
      status: 429,
      headers,
    });
    reasonOf(await bench.cardAfter(45 * MINUTE, bench.sandbox.stories.readyToReset));
    expect(bench.arrived('GET api-business.apple.com')).toBeLessThanOrEqual(4);
    expect(bench.troubles()).toEqual(['throttled']);
    await bench.pass(10 * MINUTE);
    expect((await bench.check(bench.sandbox.stories.readyToReset)).verdict.lane).toBe('clear');
  });

  it('inside a batch costs only the questions that were refused', async () => {
    const bench = await faultyClouds();
    bench.sandbox.world.faults.push({
      match: 'importedAppleDeviceIdentities?',
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '20' },
      body: '{"error":{"code":"TooManyRequests"}}',
      times: 2,
    });
    expect((await bench.check(bench.sandbox.stories.readyToReset)).verdict.lane).toBe('clear');
    expect(bench.arrived('$batch')).toBeLessThanOrEqual(4);
  });
});

describe('one item of a batch that', () => {
  it.each([
    ['fails', { kind: 'status', status: 500, body: '{"error":{"code":"UnknownError"}}' }],
    ['is forbidden', { kind: 'status', status: 403, body: '{"error":{"code":"Forbidden"}}' }],
    ['holds no list', { kind: 'malformed', body: '{"odd":true}' }],
  ] as const)('%s never makes a device clear', async (_, fault) => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.readyToReset;
    bench.sandbox.world.faults.push({
      ...fault,
      match: 'GET /beta/deviceManagement/depOnboardingSettings',
      times: Infinity,
    });
    reasonOf(await bench.cardAfter(2 * MINUTE, serial));
  });

  it('speaks of the enrollments and fails never makes a device clear', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.readyToReset;
    bench.sandbox.world.faults.push({
      kind: 'malformed',
      body: '{"odd":true}',
      match: 'managedDevices?',
      times: Infinity,
    });
    reasonOf(await bench.cardAfter(2 * MINUTE, serial));
  });
});
