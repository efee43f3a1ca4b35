import { describe, expect, it } from 'vitest';
import { anEngine, stories } from '../desk/an-engine.ts';

describe('the campaign in the sandbox', () => {
  it('tells the six steps with counts that the fleet bears out', async () => {
    const bench = await anEngine();
    await bench.until(
      async () => (await bench.ask('campaign.listing', {})).finishedAt !== undefined,
    );
    const { steps, targets } = await bench.ask('campaign.runway', {});
    expect(steps.map(({ step }) => step)).toEqual([
      'onboard',
      'reassign',
      'synchronise',
      'profile',
      'reset',
      'distribute',
    ]);
    for (const { done, total } of steps) expect(done).toBeLessThanOrEqual(total);
    expect(steps[1]?.total).toBeGreaterThan(100);
    expect(targets.map(({ name }) => name)).toEqual(['Intune Offices', 'Intune Stores']);
  });

  it('queues what may be moved, refuses the rest with the reason, and says what became of the job', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    const serials = [stories.formerService, stories.foreignService];
    const { queued, refused } = await bench.ask('campaign.assign', { serials });
    expect(queued).toEqual([stories.formerService]);
    expect(refused).toEqual([{ serial: stories.foreignService, reason: 'foreignService' }]);
    const [job] = await bench.ask('campaign.jobs', {});
    expect(job).toMatchObject({ kind: 'reassign', open: 1, target: 'Intune Offices' });
    await bench.until(async () => {
      const jobs = await bench.ask('campaign.jobs', {});
      return jobs.some(({ kind, state }) => kind === 'assignProfile' && state === 'confirmed');
    });
  });

  it('cancels before anything was sent, and nothing of it is left', async () => {
    const bench = await anEngine();
    await bench.ask('sandbox.setSpeed', { speed: 60 });
    await bench.ask('desk.signIn', { operator: 'Ada' });
    await bench.ask('campaign.assign', { serials: [stories.formerService] });
    const [job] = await bench.ask('campaign.jobs', {});
    const cancelled = await bench.ask('campaign.cancelJob', { id: job?.id ?? '' });
    expect(cancelled.happened).toBe('nothingSent');
    expect(cancelled.job).toMatchObject({ cancelled: 1, open: 0, mayCancel: false });
    await bench.ask('sandbox.setSpeed', { speed: 600 });
    const card = await bench.card(
      stories.formerService,
      ({ verdict }) => verdict.fix === 'reassign',
    );
    expect(card.verdict.reasons[0]?.code).toBe('onFormerService');
    expect(await bench.ask('campaign.jobs', {})).toHaveLength(1);
  });

  it('orders a reset only with a second person, and only of what is clear', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    const serials = [stories.readyToReset, stories.lockedByUser];
    const order = { serials, format: 'jamf' as const };
    const alone = await bench.reply('campaign.orderReset', { ...order, approvedBy: 'ada' });
    expect(alone).toMatchObject({ ok: false, error: { code: 'secondPersonNeeded' } });
    const both = await bench.ask('campaign.orderReset', { ...order, approvedBy: 'Grace' });
    expect(both.queued).toEqual([stories.readyToReset]);
    expect(both.refused).toEqual([{ serial: stories.lockedByUser, reason: 'lockedByUser' }]);
    expect(both.file?.text).toContain(stories.readyToReset);
  });

  it('lists when it is told to, and rests when it is told to', async () => {
    const bench = await anEngine();
    const paused = await bench.ask('campaign.pauseListing', { isPaused: true });
    expect(paused.isPaused).toBe(true);
    const resumed = await bench.ask('campaign.listNow', {});
    expect(resumed.isPaused).toBe(false);
  });

  it('shows what the quota went on', async () => {
    const bench = await anEngine();
    const { budgets, spent } = await bench.ask('campaign.quota', {});
    expect(budgets.map(({ cloud, kind }) => `${cloud} ${kind}`)).toContain('apple write');
    expect(
      spent.find(({ cloud, purpose }) => cloud === 'apple' && purpose === 'list')?.count,
    ).toBeGreaterThan(3);
  });
});
