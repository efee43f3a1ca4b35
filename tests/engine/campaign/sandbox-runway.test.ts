import { describe, expect, it } from 'vitest';
import { anEngine } from '../desk/an-engine.ts';

describe('the runway of the sandbox', () => {
  it('counts every device once, fewer at each step, and leaves foreign ones alone', async () => {
    const engine = await anEngine();
    await engine.until(async () => {
      const { finishedAt } = await engine.ask('campaign.listing', {});
      return finishedAt !== undefined;
    });
    const { steps, targets } = await engine.ask('campaign.runway', {});
    const done = steps.map((step) => step.done);
    expect(done).toEqual(done.toSorted((one, other) => other - one));
    expect(steps[0]?.state).toBe('done');
    expect(steps[1]).toMatchObject({ state: 'open', total: steps[0]?.total });
    expect(targets.reduce((sum, { devices }) => sum + devices, 0)).toBe(done[1]);
    const foreign = steps[1]?.findings.find(({ code }) => code === 'onForeignService');
    const { total } = await engine.ask('devices.window', { search: '', offset: 0, limit: 1 });
    expect(Number(foreign?.params['count'])).toBeGreaterThan(0);
    expect((steps[1]?.total ?? 0) + Number(foreign?.params['count'])).toBeLessThanOrEqual(total);
  });
});
