import { describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import {
  assignMany,
  cancelMigrationMany,
  changeDeadlineMany,
  migrateMany,
  wipeMany,
} from '../../../src/engine/campaign/queue-work.ts';
import { decideApproval } from '../../../src/sandbox/microsoft-cloud/approvals.ts';
import { aCampaign, type Campaign } from './a-campaign.ts';
import { aListedFleet, migratable } from './waves/a-fleet.ts';

/** On the old service, and new enough to migrate. */
function capable({ sandbox }: Campaign) {
  for (const device of sandbox.world.state.devices.values()) {
    const { isMigrationCapable, hardware, quirk, migration, lock } = device;
    const { serial } = hardware;
    const isFormer = sandbox.connections.policy.formerServiceIds.includes(device.serviceId ?? '');
    const isPlain = !quirk && !migration && lock === 'NONE' && hardware.family === 'iPhone';
    if (isMigrationCapable && isFormer && isPlain && sandbox.expectations.has(serial))
      return serial;
  }
  throw new Error('the sandbox has no device that could migrate');
}

const OF_KEPT_DATA = new Set(['migratesByItself', 'keepsDataAsking']);

describe('queueing moves for many', () => {
  it('takes those whose verdict offers it, and refuses the others with their reason', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox } = campaign;
    const { formerService, readyToReset, foreignService } = sandbox.stories;
    const serials = [formerService, readyToReset, foreignService, formerService];
    const reply = await campaign.done(assignMany(desk, follow, { serials }));
    expect(reply).toMatchObject({ ok: true, value: { queued: [formerService] } });
    const refused = reply.ok ? reply.value.refused : [];
    expect(refused.find(({ serial }) => serial === foreignService)?.reason).toBe('foreignService');
    expect(refused.map(({ serial }) => serial)).toContain(readyToReset);
    await campaign.pass(2 * HOUR, () =>
      campaign.typesOf(formerService).includes('profileAssigned'),
    );
    expect(campaign.typesOf(formerService)).toEqual([
      'fixRequested',
      'reassigned',
      'profileAssigned',
    ]);
  });

  it('gives those that are at their target already the profile they lack', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox } = campaign;
    const { formerService, withoutProfile, kioskWanted } = sandbox.stories;
    const serials = [withoutProfile, formerService, kioskWanted];
    const reply = await campaign.done(assignMany(desk, follow, { serials }));
    expect(reply).toMatchObject({ ok: true, value: { refused: [] } });
    const have = (serial: SerialNumber) => campaign.typesOf(serial).includes('profileAssigned');
    await campaign.pass(2 * HOUR, () => serials.every(have));
    for (const serial of [withoutProfile, kioskWanted]) {
      expect(campaign.typesOf(serial)).toEqual(['fixRequested', 'profileAssigned']);
    }
    expect(have(formerService)).toBe(true);
  });

  it('refuses what is on its way already', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox } = campaign;
    const serials = [sandbox.stories.formerService];
    await campaign.done(assignMany(desk, follow, { serials }));
    const again = await campaign.done(assignMany(desk, follow, { serials }));
    expect(again).toMatchObject({
      value: { queued: [], refused: [{ reason: 'reassignUnderWay' }] },
    });
  });

  it('asks Intune of every device that it never had, however many', async () => {
    const fleet = await aListedFleet();
    const serials = migratable(fleet, 60);
    const reply = await fleet.done(assignMany(fleet.desk, fleet.follow, { serials }));
    if (!reply.ok) throw new Error(reply.error.code);
    expect(reply.value.queued.length).toBeGreaterThan(50);
    const reasons = new Set(reply.value.refused.map(({ reason }) => reason));
    // Whether it keeps its data only Apple can say, whose quota a list must not eat.
    expect([...reasons].filter((reason) => !OF_KEPT_DATA.has(reason))).toEqual([]);
  });

  it('needs somebody who asks for it', async () => {
    const { desk, follow, sandbox } = aCampaign();
    desk.state.operator = null;
    const serials = [sandbox.stories.formerService];
    const reply = await assignMany(desk, follow, { serials });
    expect(reply).toMatchObject({ error: { code: 'noOperator' } });
  });

  it('does not ask a cloud for serials of which enough is known', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox } = campaign;
    const serials = [sandbox.stories.formerService];
    await campaign.done(follow.settle(sandbox.stories.formerService, 'bench'));
    await campaign.pass(2 * HOUR);
    const asked = countRequests(campaign);
    await assignMany(desk, follow, { serials });
    expect(asked()).toBe(0);
  });
});

describe('migrating many', () => {
  it('schedules, prepares the profile, and hears of the enrollment', async () => {
    const campaign = aCampaign();
    const { desk, follow, clock } = campaign;
    const serial = capable(campaign);
    const deadlineAt = clock.now() + 4 * DAY;
    const reply = await campaign.done(migrateMany(desk, follow, { serials: [serial], deadlineAt }));
    expect(reply).toMatchObject({ value: { queued: [serial], refused: [] } });
    await campaign.pass(2 * HOUR, () => campaign.typesOf(serial).includes('profileAssigned'));
    expect(campaign.typesOf(serial)).toEqual(['migrationScheduled', 'profileAssigned']);
    await clock.advance(4 * DAY + HOUR);
    expect(campaign.typesOf(serial)).toContain('enrolled');
    expect(desk.jobs.workOf(serial).map(({ state }) => state)).not.toContain('failed');
  });

  it.each([
    ['too near', 23 * HOUR],
    ['too far', 91 * DAY],
  ])('refuses a deadline that is %s', async (_name, ahead) => {
    const { desk, follow, clock, sandbox } = aCampaign();
    const serials = [sandbox.stories.formerService];
    const deadlineAt = clock.now() + ahead;
    for (const call of [migrateMany, changeDeadlineMany]) {
      const reply = await call(desk, follow, { serials, deadlineAt });
      expect(reply).toMatchObject({ error: { code: 'deadlineOutOfRange' } });
    }
  });

  it('refuses who cannot, and who is not on a former service', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox, clock } = campaign;
    const { cannotKeepData, readyToReset, inIntune } = sandbox.stories;
    const serials = [cannotKeepData, readyToReset, inIntune];
    const deadlineAt = clock.now() + 4 * DAY;
    for (const serial of serials) await campaign.done(follow.settle(serial, 'bench'));
    const reply = await campaign.done(migrateMany(desk, follow, { serials, deadlineAt }));
    expect(reply).toMatchObject({ value: { queued: [] } });
    expect(reply.ok && reply.value.refused.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['notCapable', 'inIntune']),
    );
  });

  it('changes a deadline and cancels, for devices that Apple says are to migrate', async () => {
    const campaign = aCampaign();
    const { desk, follow, clock, sandbox } = campaign;
    const serial = sandbox.stories.migrationRequested;
    const other = sandbox.stories.migrationStarted;
    for (const each of [serial, other]) await campaign.done(follow.settle(each, 'bench'));
    const deadlineAt = clock.now() + 20 * DAY;
    const serials = [serial, other];
    const changed = await campaign.done(changeDeadlineMany(desk, follow, { serials, deadlineAt }));
    expect(changed).toMatchObject({
      value: { queued: [serial], refused: [{ serial: other, reason: 'migrationStarted' }] },
    });
    await campaign.pass(HOUR, () => campaign.typesOf(serial).includes('migrationChanged'));
    const shown = desk.mirror.device(serial).deviceCheck?.value.migrationDeadline ?? 0;
    expect(Math.abs(shown - deadlineAt - desk.mirror.skew())).toBeLessThan(MINUTE);
    await campaign.done(cancelMigrationMany(desk, follow, { serials: [serial] }));
    await campaign.pass(HOUR, () => campaign.typesOf(serial).includes('migrationCancelled'));
    expect(campaign.typesOf(serial)).toEqual(['migrationChanged', 'migrationCancelled']);
  });
});

describe('wiping many', () => {
  it('is switched off unless the policy says otherwise', async () => {
    const { desk, follow, sandbox } = aCampaign({ intuneWipe: false });
    const serials = [sandbox.stories.pendingReset];
    const reply = await wipeMany(desk, follow, { serials, approvedBy: 'Robin' });
    expect(reply).toMatchObject({ error: { code: 'switchedOff' } });
  });

  it.each(['Kim', ' kim ', 'KIM'])('needs a second person, and %s is none', async (approvedBy) => {
    const { desk, follow, sandbox } = aCampaign({ intuneWipe: true });
    const serials = [sandbox.stories.pendingReset];
    const reply = await wipeMany(desk, follow, { serials, approvedBy });
    expect(reply).toMatchObject({ error: { code: 'secondPersonNeeded' } });
  });

  it('takes only devices that are enrolled with another profile and clear', async () => {
    const campaign = aCampaign({ intuneWipe: true });
    const { desk, follow, sandbox } = campaign;
    const { pendingReset, readyToReset, lockedByUser } = sandbox.stories;
    const serials = [pendingReset, readyToReset, lockedByUser];
    const approvedBy = 'Robin';
    const reply = await campaign.done(wipeMany(desk, follow, { serials, approvedBy }));
    expect(reply).toMatchObject({ value: { queued: [pendingReset] } });
    const reasons = reply.ok ? reply.value.refused.map(({ reason }) => reason) : [];
    expect(reasons.toSorted()).toEqual(['lockedByUser', 'notPendingReset']);
    await campaign.pass(HOUR, () => campaign.typesOf(pendingReset).includes('resetOrdered'));
    expect(campaign.typesOf(pendingReset)).toContain('resetOrdered');
    const stateOf = () => desk.jobs.workOf(pendingReset).find(({ kind }) => kind === 'wipe')?.state;
    await campaign.pass(HOUR, () => stateOf() === 'confirmed');
    expect(stateOf()).toBe('confirmed');
  });
});

describe('a tenant that protects wipes', () => {
  it('has them wait for its second administrator', async () => {
    const campaign = aCampaign({ intuneWipe: true });
    const { desk, follow, sandbox } = campaign;
    sandbox.world.state.intune.protects.push('deviceWipe');
    const serial = sandbox.stories.pendingReset;
    await campaign.done(wipeMany(desk, follow, { serials: [serial], approvedBy: 'Robin' }));
    const code = () => desk.jobs.views().find(({ kind }) => kind === 'wipe')?.approvalCode;
    await campaign.pass(10 * MINUTE, () => code() !== undefined);
    await campaign.pass(10 * MINUTE);
    expect(campaign.typesOf(serial)).not.toContain('resetOrdered');
    expect(decideApproval(sandbox.world, code() ?? '', 'approved')).toBe(true);
    await campaign.pass(HOUR, () => campaign.typesOf(serial).includes('resetOrdered'));
    expect(campaign.typesOf(serial)).toContain('resetOrdered');
  });
});

/** How many requests leave from now on. */
function countRequests({ sandbox }: Campaign): () => number {
  const total = () => Object.values(sandbox.world.state.quotas).flat().length;
  const before = total();
  return () => total() - before;
}
