import { describe, expect, it } from 'vitest';
import { daysAfter } from '../../../../src/core/campaign/day.ts';
import { createProgress } from '../../../../src/engine/campaign/progress/progress.ts';
import { createManualClock } from '../../../../src/sandbox/manual-clock.ts';
import { anEngine, stories } from '../../desk/an-engine.ts';
import { aLedger, START } from '../../ledger/a-ledger.ts';

describe('the progress of the sandbox', () => {
  it('counts down to what the runway says is left, with the days before it dated by Intune', async () => {
    const engine = await anEngine();
    await engine.until(
      async () => (await engine.ask('campaign.listing', {})).finishedAt !== undefined,
    );
    const { burnDown, today, quota, forecast } = await engine.ask('progress.read', {});
    const { steps } = await engine.ask('campaign.runway', {});
    const last = steps.at(-1);
    expect(burnDown.at(-1)).toEqual({
      day: today,
      total: last?.total,
      left: (last?.total ?? 0) - (last?.done ?? 0),
      source: 'counted',
    });
    const dated = burnDown.slice(0, -1);
    expect(dated.length).toBeGreaterThan(5);
    expect(dated.every(({ source }) => source === 'dated')).toBe(true);
    const days = burnDown.map(({ day }) => day);
    expect(days).toEqual(days.map((_day, place) => daysAfter(today, place - days.length + 1)));
    expect(quota.toAsk).toBe(burnDown.at(-1)?.left);
    expect(quota.questions).toBe(quota.toAsk * 2);
    expect(forecast.kind).toBe('dates');
  });

  it('counts what the bench does, under the name of whoever did it', async () => {
    const engine = await anEngine();
    await engine.ask('desk.signIn', { operator: 'Kim' });
    await engine.ask('desk.scan', { text: stories.readyToReset });
    await engine.ask('desk.handOver', { serial: stories.readyToReset });
    const { throughput } = await engine.ask('progress.read', {});
    expect(throughput).toMatchObject([{ operator: 'Kim', what: 'handedOver', count: 1 }]);
  });

  it('names no day before both clouds were listed', async () => {
    const engine = await anEngine();
    const { connections } = await engine.ask('connections.read', {});
    const unread = createProgress({
      desk: { ledger: aLedger(), policy: connections.policy },
      mirror: { device: () => never(), serialsAfter: () => [] },
      runway: () => ({
        connections: () => connections,
        ledger: { handled: () => [] },
        mirror: { device: () => never(), tenant: () => ({}), cloudNow: () => 0, tally: () => [] },
        jobs: { views: () => [] },
        signIn: () => ({ apple: {}, microsoft: 'never' }),
        isListed: () => false,
        clock: createManualClock(START),
      }),
    });
    expect(await unread.read()).toMatchObject({ forecast: { kind: 'unread' }, burnDown: [] });
  });
});

function never(): never {
  throw new Error('no device was read');
}
