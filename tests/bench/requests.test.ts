import { expect, it } from 'vitest';
import { fewestFor, totalOf } from './requests-fewest.ts';
import { runOurWay } from './requests-run.ts';

it('lists and moves cost Apple at most a fifth more than the fewest requests possible', async () => {
  const run = await runOurWay({ devices: 2_500, toMove: 1_000, isByListsAlone: true });
  const moved = [...run.moves.values()].flat().length;
  expect(moved).toBeGreaterThan(900);
  expect(run.confirmed).toBe(moved);
  expect(run.scan.sent).toEqual([]);
  const ours = run.list.sent.length + run.move.sent.length;
  expect(ours / totalOf(fewestFor(run))).toBeLessThanOrEqual(1.2);
  const posts = run.move.sent.filter((request) => request.startsWith('POST'));
  expect(posts).toHaveLength(run.moves.size);
}, 60_000);
