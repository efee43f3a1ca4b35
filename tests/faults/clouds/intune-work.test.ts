import { describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { HOUR } from '../../../src/core/time.ts';
import { faultyClouds, type FaultyClouds } from './faulty-clouds.ts';
import { reasonOf } from './told.ts';

const ASSIGN = 'updateDeviceProfileAssignment';
const SYNC = 'syncWithAppleDeviceEnrollmentProgram';

/** Scans it, has its profile assigned, and waits for the end of that. */
async function assign(bench: FaultyClouds, serial: SerialNumber): Promise<ReadonlySet<string>> {
  const said = new Set<string>();
  await bench.check(serial);
  const [profileId = ''] = bench.offices.allowedProfileIds.iPad ?? [];
  bench.jobs.queueProfile(serial, bench.offices, profileId);
  await bench.pass(3 * HOUR, () => {
    const jobs = bench.jobs.views();
    for (const { waiting, note } of jobs) {
      if (waiting !== undefined) said.add(waiting);
      if (note !== undefined) said.add(note);
    }
    return jobs.every(({ state }) => state === 'confirmed' || state === 'failed');
  });
  return said;
}

function workOf(bench: FaultyClouds, serial: SerialNumber) {
  const [work] = bench.jobs.workOf(serial);
  return { kind: work?.kind, state: work?.state, failure: work?.failure };
}

describe('the assignment of a profile', () => {
  it.each([
    ['whose answer was lost', { kind: 'lostAnswer' }],
    ['whose answer was a page', { kind: 'altered', change: () => '<html></html>' }],
  ] as const)('%s is found out and not repeated', async (_, fault) => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.withoutProfile;
    bench.sandbox.world.faults.push({ ...fault, match: ASSIGN });
    await assign(bench, serial);
    expect(workOf(bench, serial)).toMatchObject({ kind: 'assignProfile', state: 'confirmed' });
    expect(bench.arrived(ASSIGN)).toBe(1);
  });

  it.each([
    ['a reset', { kind: 'network' }],
    ['a 503', { kind: 'status', status: 503 }],
    ['a 429', { kind: 'status', status: 429, headers: { 'Retry-After': '300.5' } }],
  ] as const)('answered with %s is sent again, once', async (_, fault) => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.withoutProfile;
    bench.sandbox.world.faults.push({ ...fault, match: ASSIGN });
    const said = await assign(bench, serial);
    expect(said.size).toBeGreaterThan(0);
    expect(workOf(bench, serial)).toMatchObject({ kind: 'assignProfile', state: 'confirmed' });
    expect(bench.arrived(ASSIGN)).toBe(2);
  });

  it('answered with a good status that changes nothing fails in words, and is not clear', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.refusesProfile;
    await assign(bench, serial);
    expect(workOf(bench, serial).failure).toBe('profileNotShown');
    expect(reasonOf(await bench.check(serial))).toBe('profileFailed');
  });

  it('refused for a right that is missing fails in Graph’s words, and is not tried again', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.withoutProfile;
    const body = '{"error":{"code":"Forbidden","message":"Application must have one of: X."}}';
    bench.sandbox.world.faults.push({ match: ASSIGN, kind: 'status', status: 403, body, times: 9 });
    await assign(bench, serial);
    expect(workOf(bench, serial).failure).toContain(
      '403 Forbidden: Application must have one of: X.',
    );
    expect(bench.arrived(ASSIGN)).toBe(1);
    reasonOf(await bench.check(serial));
  });
});

describe('a sync', () => {
  it.each([
    ['whose answer was lost', { kind: 'lostAnswer' }, 1],
    ['that Intune could not take', { kind: 'status', status: 500 }, 2],
    ['that came too early', { kind: 'status', status: 400 }, 2],
  ] as const)('%s is started no oftener than needed', async (_, fault, starts) => {
    const bench = await faultyClouds();
    await bench.check(bench.sandbox.stories.readyToReset);
    bench.sandbox.world.faults.push({ ...fault, match: SYNC });
    bench.jobs.sync(bench.offices);
    const isOver = () => bench.jobs.views().every(({ state }) => state === 'confirmed');
    await bench.pass(2 * HOUR, isOver);
    expect(bench.jobs.views().map(({ state }) => state)).toEqual(['confirmed']);
    expect(bench.arrived(SYNC)).toBe(starts);
  });
});

describe('a wipe', () => {
  it('whose answer was lost is found out and not repeated', async () => {
    const bench = await faultyClouds({
      change: ({ policy, ...rest }) => ({ ...rest, policy: { ...policy, intuneWipe: true } }),
    });
    const serial = bench.sandbox.stories.pendingReset;
    const [row] = bench.sandbox.world.device(serial)?.enrollments ?? [];
    await bench.check(serial);
    bench.sandbox.world.faults.push({ kind: 'lostAnswer', match: `${row?.id}/wipe` });
    const request = { target: bench.offices, serials: [{ serial }], approvedBy: 'Robin' };
    bench.jobs.queue({ kind: 'wipe', ...request });
    const work = () => bench.jobs.workOf(serial).find(({ kind }) => kind === 'wipe');
    const said = new Set<string | undefined>();
    await bench.pass(3 * HOUR, () => {
      said.add(work()?.waiting);
      return work()?.state === 'confirmed';
    });
    expect(said).toContain('lostReply');
    expect(work()?.state).toBe('confirmed');
    expect(bench.arrived('/wipe')).toBe(1);
  });
});
