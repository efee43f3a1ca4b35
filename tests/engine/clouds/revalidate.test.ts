import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { AppleCloud } from '../../../src/engine/clouds/apple/apple-cloud.ts';
import { createRevalidation } from '../../../src/engine/clouds/asking/revalidate.ts';
import { SERVICE, TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { aFact, anAssignment } from '../mirror/temporary-mirror.ts';
import { openCloudBench, runThrough, START } from './cloud-bench.ts';

function openRevalidation(secondApple?: (first: AppleCloud) => AppleCloud) {
  const bench = openCloudBench();
  const apple = secondApple ? [secondApple(bench.apple), bench.apple] : [bench.apple];
  const revalidation = createRevalidation({ ...bench, apple });
  const ask: typeof revalidation.ask = (...question) =>
    runThrough(bench.clock, revalidation.ask(...question));
  return { ...bench, revalidation, ask, stories: bench.sandbox.stories };
}

describe('a question about a device', () => {
  it('brings hardware, membership and the check, at the moment it was asked', async () => {
    const { ask, mirror, stories } = openRevalidation();
    await ask(stories.readyToReset, ['device'], 'bench');
    const { hardware, membership, deviceCheck } = mirror.device(stories.readyToReset);
    expect(hardware?.value.family).toBe('iPhone');
    expect(membership).toEqual({
      value: { state: 'member', organizationId: 'aldermoor' },
      source: 'appleDevice',
      observedAt: START,
    });
    expect(deviceCheck?.value.releasedAt).toBeNull();
  });

  it('says absent after the 404 of the only organization', async () => {
    const { ask, mirror, stories } = openRevalidation();
    await ask(stories.notInOrganization, ['device'], 'bench');
    expect(mirror.fact(stories.notInOrganization, 'membership')?.value).toEqual({
      state: 'absent',
    });
  });

  it('does not say absent while another organization gives no answer', async () => {
    const { ask, mirror, stories, sandbox } = openRevalidation((first) => ({
      ...first,
      organizationId: 'other',
    }));
    sandbox.world.faults.push({ match: 'orgDevices', kind: 'status', status: 403 });
    await ask(stories.notInOrganization, ['device'], 'bench');
    expect(mirror.fact(stories.notInOrganization, 'membership')).toBeUndefined();
  });

  it('is asked of the organization that is known to have it first', async () => {
    const { ask, mirror, stories, sent } = openRevalidation((first) => ({
      ...first,
      organizationId: 'other',
      readDevice: () => Promise.reject(new Error('must not be asked')),
    }));
    const membership = { state: 'member' as const, organizationId: 'aldermoor' };
    mirror.put(stories.readyToReset, 'membership', aFact(membership, START - HOUR));
    await ask(stories.readyToReset, ['device'], 'bench');
    expect(sent).toHaveLength(1);
  });

  it('is asked once for all who ask it at the same time', async () => {
    const { ask, stories, sent } = openRevalidation();
    await Promise.all([
      ask(stories.readyToReset, ['device'], 'background'),
      ask(stories.readyToReset, ['device', 'identities', 'enrollments'], 'bench'),
    ]);
    expect(sent.filter((line) => line.includes('orgDevices'))).toHaveLength(1);
    expect(sent.filter((line) => line.includes('$batch'))).toHaveLength(1);
  });

  it('that got no answer is asked again only after ten seconds', async () => {
    const { revalidation, ask, stories, sandbox, sent, clock } = openRevalidation();
    sandbox.controls.setOnline(false);
    await ask(stories.readyToReset, ['device'], 'bench');
    sandbox.controls.setOnline(true);
    const before = sent.length;
    const again = revalidation.ask(stories.readyToReset, ['device'], 'bench');
    await clock.advance(9 * SECOND);
    expect(sent).toHaveLength(before);
    await clock.advance(2 * SECOND);
    await again;
    expect(sent).toHaveLength(before + 1);
  });
});

describe('a question about the assignment', () => {
  it('brings the service, without a time as long as none is known', async () => {
    const { ask, mirror, stories } = openRevalidation();
    await ask(stories.formerService, ['assignment'], 'bench');
    expect(mirror.fact(stories.formerService, 'assignment')).toEqual({
      value: { organizationId: 'aldermoor', serviceId: SERVICE.oldMdm },
      source: 'appleDevice',
      observedAt: START,
    });
  });

  it('dates a change by the cloud time of the answer that showed it first, once', async () => {
    const { ask, mirror, stories, clock } = openRevalidation();
    mirror.put(stories.readyToReset, 'assignment', aFact(anAssignment('OLD'), START - HOUR));
    await ask(stories.readyToReset, ['assignment'], 'bench');
    const seenAt = mirror.fact(stories.readyToReset, 'assignment')?.value.assignedAt;
    expect(seenAt).toBeGreaterThan(START);
    await clock.advance(HOUR);
    await ask(stories.readyToReset, ['assignment'], 'bench');
    expect(mirror.fact(stories.readyToReset, 'assignment')?.value.assignedAt).toBe(seenAt);
  });

  it('believes that there is none only of a device that was just seen', async () => {
    const { ask, mirror, stories, sent } = openRevalidation();
    const membership = { state: 'member' as const, organizationId: 'aldermoor' };
    mirror.put(stories.notInOrganization, 'membership', aFact(membership, START - HOUR));
    await ask(stories.notInOrganization, ['assignment'], 'bench');
    expect(mirror.device(stories.notInOrganization).assignment).toBeUndefined();
    expect(mirror.fact(stories.notInOrganization, 'membership')?.value.state).toBe('absent');
    await ask(stories.unassigned, ['assignment'], 'bench');
    expect(mirror.fact(stories.unassigned, 'assignment')?.value.serviceId).toBeNull();
    expect(sent.filter((line) => line.endsWith(stories.unassigned))).toHaveLength(1);
  });

  it('notices two answers that disagree, asks a third, and takes it back when they agree', async () => {
    const { ask, mirror, stories, sandbox, clock } = openRevalidation();
    const serial = stories.answersDisagree;
    await ask(serial, ['assignment'], 'bench');
    await ask(serial, ['assignment'], 'bench');
    const contradiction = mirror.fact(serial, 'contradiction');
    expect(new Set(contradiction?.value.answers).size).toBe(2);
    sandbox.world.change(serial, (device) => (device.quirk = null));
    await clock.advance(2 * MINUTE);
    await ask(serial, ['assignment'], 'bench');
    expect(mirror.fact(serial, 'contradiction')).toBeUndefined();
  });

  it('takes the change that this bench asked for as no contradiction', async () => {
    const { ask, mirror, stories, apple, clock } = openRevalidation();
    await ask(stories.formerService, ['assignment'], 'bench');
    await apple.assign(SERVICE.offices, [stories.formerService]);
    await clock.advance(50 * SECOND);
    await ask(stories.formerService, ['assignment'], 'bench');
    const { assignment, contradiction } = mirror.device(stories.formerService);
    expect([assignment?.value.serviceId, contradiction]).toEqual([SERVICE.offices, undefined]);
    expect(assignment?.value.assignedAt).toBeGreaterThan(START + 50 * SECOND);
  });
});

describe('a question about the lock', () => {
  it('brings its state', async () => {
    const { ask, mirror, stories } = openRevalidation();
    await ask(stories.lockedByUser, ['lock'], 'bench');
    expect(mirror.fact(stories.lockedByUser, 'lock')?.value).toEqual({ state: 'user' });
  });

  it('counts how often in a row it could not be read', async () => {
    const { ask, mirror, stories } = openRevalidation();
    for (let time = 0; time < 3; time += 1) await ask(stories.lockUnreadable, ['lock'], 'bench');
    const { value } = mirror.fact(stories.lockUnreadable, 'lock') ?? {};
    expect(value).toEqual({ state: 'unreadable', failures: 3 });
  });

  it('counts no failure without a network', async () => {
    const { ask, mirror, stories, sandbox } = openRevalidation();
    await ask(stories.readyToReset, ['device'], 'bench');
    sandbox.controls.setOnline(false);
    await ask(stories.readyToReset, ['lock'], 'bench');
    expect(mirror.fact(stories.readyToReset, 'lock')).toBeUndefined();
  });

  it('leaves a state alone that is still fresh', async () => {
    const { ask, mirror, stories } = openRevalidation();
    mirror.put(
      stories.lockUnreadable,
      'lock',
      aFact({ state: 'none' as const }, START - HOUR, 'appleDevice'),
    );
    await ask(stories.lockUnreadable, ['lock'], 'bench');
    expect(mirror.fact(stories.lockUnreadable, 'lock')?.value.state).toBe('none');
  });
});

describe('a question to Intune', () => {
  it('brings identities and enrollments of one serial', async () => {
    const { ask, mirror, stories } = openRevalidation();
    await ask(stories.readyToReset, ['identities'], 'bench');
    const { identities, enrollments } = mirror.device(stories.readyToReset);
    expect(identities).toMatchObject({
      source: 'intuneDevice',
      value: [{ tokenId: TOKEN.offices }],
    });
    expect(enrollments?.source).toBe('intuneDevice');
  });

  it('about the tenant brings tokens, profiles, push certificate and the services nobody listed yet', async () => {
    const { ask, mirror, stories, sent } = openRevalidation();
    await ask(stories.readyToReset, ['tenant'], 'bench');
    const { tokens, profiles, pushCertificate, services } = mirror.tenant();
    expect([tokens?.value.length, profiles?.value.length, services?.value.length]).toEqual([
      2, 8, 6,
    ]);
    expect(pushCertificate?.value.expiresAt).toBeGreaterThan(START);
    await ask(stories.readyToReset, ['tenant'], 'bench');
    expect(sent.filter((line) => line.endsWith('/v1/mdmServers'))).toHaveLength(1);
  });

  it('teaches the mirror the clouds clock', async () => {
    const { ask, mirror, stories } = openRevalidation();
    await ask(stories.readyToReset, ['tenant'], 'bench');
    expect(Math.abs(mirror.skew() - 7 * SECOND)).toBeLessThanOrEqual(SECOND);
  });
});
