import { expect, it } from 'vitest';
import { STORIES, STORY_NAMES, type StoryName } from '../../../src/sandbox/campaign/stories.ts';
import { anEngine, stories } from './an-engine.ts';

it('every story of the campaign that needs nobody reaches the lane and reason it is told for', async () => {
  const bench = await anEngine();
  await bench.ask('sandbox.setSpeed', { speed: 60 });
  const alone = STORY_NAMES.filter((name) => STORIES[name].after === undefined);
  // Waiting ends by itself within minutes, and Apple's quota makes the others take minutes: first things first.
  const names = alone.toSorted((one, other) => urgency(one) - urgency(other));
  const reached = await Promise.all(
    names.map(async (name) => {
      const { verdict } = await bench.engine.check(stories[name], { cached: false });
      return { name, lane: verdict.lane, reason: verdict.reasons[0]?.code };
    }),
  );
  const told = names.map((name) => ({
    name,
    lane: STORIES[name].lane,
    reason: STORIES[name].reason,
  }));
  expect(reached).toEqual(told);
}, 60_000);

function urgency(name: StoryName): number {
  return STORIES[name].lane === 'wait' ? 0 : 1;
}
