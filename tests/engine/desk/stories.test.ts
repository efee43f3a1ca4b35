import { expect, it } from 'vitest';
import { STORIES, STORY_NAMES } from '../../../src/sandbox/campaign/stories.ts';
import { anEngine, stories } from './an-engine.ts';

it('every story of the campaign that needs nobody reaches the lane and reason it is told for', async () => {
  const bench = await anEngine();
  const names = STORY_NAMES.filter((name) => STORIES[name].after === undefined);
  const reached = await Promise.all(
    names.map(async (name) => {
      const { verdict } = await bench.engine.check(stories[name], { cached: false });
      return { name, lane: verdict.lane, reason: verdict.reasons[0]?.code };
    }),
  );
  const told = names.map((name) => ({ name, lane: STORIES[name].lane, reason: STORIES[name].reason }));
  expect(reached).toEqual(told);
}, 60_000);
