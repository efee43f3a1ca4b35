import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { createListing } from '../../../src/engine/clouds/listing/listing.ts';
import { SERVICE, TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { aFact, anAssignment } from '../mirror/temporary-mirror.ts';
import { openCloudBench, runThrough, START } from './cloud-bench.ts';

function openListing() {
  const bench = openCloudBench();
  const fresh = () => createListing({ ...bench, apple: [bench.apple] });
  const listing = fresh();
  const run = (from = listing) => runThrough(bench.clock, from.run());
  return { ...bench, listing, fresh, run, stories: bench.sandbox.stories };
}

describe('a full pass', () => {
  it('fills the mirror with everything that both clouds list', async () => {
    const { mirror, run, listing, stories, sandbox } = openListing();
    expect(listing.state()).toEqual({ isRunning: false, isPaused: false, done: 0 });
    const result = await run();
    expect(result.ok).toBe(true);
    expect(mirror.count()).toBeGreaterThan(1_900);
    const { hardware, membership, assignment, identities } = mirror.device(stories.readyToReset);
    expect(hardware?.value.family).toBe('iPhone');
    expect([membership?.value.state, assignment?.value.serviceId]).toEqual([
      'member',
      SERVICE.offices,
    ]);
    expect(identities?.value[0]?.tokenId).toBe(TOKEN.offices);
    const { services, tokens, profiles, pushCertificate } = mirror.tenant();
    expect([services, tokens, profiles].map((fact) => fact?.value.length)).toEqual([6, 2, 8]);
    expect(pushCertificate?.value.expiresAt).toBe(sandbox.world.state.pushCertificate.expiresAt);
  });

  it('writes that a device is on no service, and nothing of one that is gone', async () => {
    const { mirror, run, stories } = openListing();
    const membership = { state: 'member' as const, organizationId: 'aldermoor' };
    mirror.put(stories.notInOrganization, 'membership', aFact(membership, START - HOUR));
    await run();
    expect(mirror.fact(stories.unassigned, 'assignment')?.value.serviceId).toBeNull();
    expect(mirror.fact(stories.notInOrganization, 'membership')?.observedAt).toBe(START - HOUR);
  });

  it('keeps within the quota and says how far it is', async () => {
    const { run, listing, clock } = openListing();
    const running = run();
    for (let turn = 0; turn < 100; turn += 1) await clock.advance(50);
    const { isRunning, done } = listing.state();
    expect([isRunning, done > 0]).toEqual([true, true]);
    const result = await running;
    const rows = result.ok ? result.value.rows : 0;
    const over = { isRunning: false, isPaused: false, done: rows, expected: rows };
    expect(listing.state()).toEqual({ ...over, finishedAt: listing.state().finishedAt });
    expect(clock.now() - (listing.state().finishedAt ?? 0)).toBeLessThan(MINUTE);
  });

  it('is joined by whoever asks for one meanwhile', async () => {
    const { listing, clock } = openListing();
    const [one, other] = [listing.run(), listing.run()];
    expect(one).toBe(other);
    await runThrough(clock, one);
  });

  it('never overwrites what was re-read after its page was asked for', async () => {
    const { mirror, run, stories } = openListing();
    const later = aFact(anAssignment('RE-READ'), START + HOUR, 'appleDevice');
    mirror.put(stories.formerService, 'assignment', later);
    await run();
    expect(mirror.fact(stories.formerService, 'assignment')).toEqual(later);
  });

  it('does not believe a list that lags behind an answer of a moment ago', async () => {
    const { mirror, run, stories } = openListing();
    const justNow = aFact(anAssignment('NEW', START), START, 'appleActivity');
    mirror.put(stories.formerService, 'assignment', justNow);
    await run();
    expect(mirror.fact(stories.formerService, 'assignment')).toEqual(justNow);
  });

  it('dates a change of service by the page that showed it, and keeps a known date', async () => {
    const { mirror, run, stories } = openListing();
    const { formerService, readyToReset } = stories;
    const offices = { ...anAssignment(SERVICE.offices, START - HOUR), organizationId: 'aldermoor' };
    mirror.put(readyToReset, 'assignment', aFact(offices, START - HOUR, 'appleActivity'));
    mirror.put(formerService, 'assignment', aFact(anAssignment('OTHER', 5), START - HOUR));
    await run();
    expect(mirror.fact(readyToReset, 'assignment')?.value.assignedAt).toBe(START - HOUR);
    expect(mirror.fact(formerService, 'assignment')?.value.assignedAt).toBeGreaterThan(START);
  });
});

describe('a pass that was interrupted', () => {
  it('goes on at the page where it stopped', async () => {
    const { run, fresh, sandbox, sent, mirror } = openListing();
    sandbox.world.faults.push({
      match: 'orgDevices?limit=1000&cursor',
      kind: 'status',
      status: 403,
    });
    const failed = await run();
    expect(failed).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    const before = sent.length;
    expect((await run(fresh())).ok).toBe(true);
    const apple = sent
      .slice(before)
      .filter((line) => line.startsWith('GET /v1/') || line.includes('orgDevices'));
    expect(apple.filter((line) => line.includes('mdmServers'))).toEqual([]);
    expect(mirror.count()).toBeGreaterThan(1_900);
  });

  it('begins its list anew when Apple no longer knows the page', async () => {
    const { run, sandbox } = openListing();
    const gone = JSON.stringify({ errors: [{ code: 'PARAMETER_ERROR.INVALID', title: 'cursor' }] });
    const match = 'orgDevices?limit=1000&cursor';
    sandbox.world.faults.push({ match, kind: 'status', status: 400, body: gone });
    expect((await run()).ok).toBe(true);
  });

  it('begins anew after more than six hours', async () => {
    const { run, fresh, sandbox, sent, clock } = openListing();
    sandbox.world.faults.push({
      match: 'orgDevices?limit=1000&cursor',
      kind: 'status',
      status: 403,
    });
    await run();
    await clock.advance(7 * HOUR);
    const before = sent.length;
    await run(fresh());
    expect(sent.slice(before).filter((line) => line.endsWith('/v1/mdmServers'))).toHaveLength(1);
  });

  it('of one cloud does not stop the other', async () => {
    const { run, sandbox, mirror } = openListing();
    sandbox.world.faults.push({
      match: 'graph.microsoft.com',
      kind: 'status',
      status: 403,
      times: 99,
    });
    expect((await run()).ok).toBe(false);
    expect(mirror.tenant().services?.value).toHaveLength(6);
    expect(mirror.count()).toBeGreaterThan(1_900);
  });
});

describe('a pass of which one cloud has failed', () => {
  it('reads that cloud when it is wanted again, and does not read the other one twice', async () => {
    const { run, listing, sandbox, mirror, clock, sent } = openListing();
    sandbox.world.faults.push({
      match: 'graph.microsoft.com',
      kind: 'status',
      status: 403,
      times: 99,
    });
    const running = run();
    await clock.advance(4 * SECOND);
    expect([listing.state().isRunning, mirror.tenant().tokens]).toEqual([true, undefined]);
    sandbox.world.faults.length = 0;
    listing.listNow();
    expect((await running).ok).toBe(true);
    expect(mirror.tenant().tokens?.value).toHaveLength(2);
    expect(sent.filter((line) => line.endsWith('/v1/mdmServers'))).toHaveLength(1);
  });
});

describe('a second pass', () => {
  it('asks Intune only for what was enrolled since the first', async () => {
    const { run, mirror, sandbox, clock } = openListing();
    await run();
    const enrolled = sandbox.world.campaign.entries.find(
      ({ device }) => device.enrollments.length > 0,
    );
    const serial = enrolled?.device.hardware.serial;
    const before = serial && mirror.fact(serial, 'enrollments');
    await clock.advance(30 * MINUTE);
    await run();
    expect(serial && mirror.fact(serial, 'enrollments')).toEqual(before);
    expect(before?.value.length).toBeGreaterThan(0);
  });
});
