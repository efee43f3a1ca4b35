import { expect, it } from 'vitest';
import { inTurns } from '../../src/engine/in-turns.ts';

it('does everything once and in order, in slices that grow no larger than 500', async () => {
  const items = Array.from({ length: 5_000 }, (_, number) => number);
  const slices: number[][] = [];
  await inTurns(items, (slice) => void slices.push([...slice]));
  expect(slices.flat()).toEqual(items);
  expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThanOrEqual(500);
});

it('lets other work have its turn after every slice', async () => {
  const order: string[] = [];
  const others = setInterval(() => order.push('other'), 0);
  await inTurns(Array.from({ length: 400 }), () => {
    const end = performance.now() + 2;
    while (performance.now() < end) order.length += 0;
    order.push('slice');
  });
  clearInterval(others);
  const turns = order.filter((name) => name === 'other').length;
  expect(turns).toBeGreaterThan(2);
});

it('makes slices smaller when each takes long', async () => {
  const sizes: number[] = [];
  await inTurns(Array.from({ length: 300 }), (slice) => {
    const end = performance.now() + slice.length / 2;
    while (performance.now() < end) sizes.length += 0;
    sizes.push(slice.length);
  });
  expect(sizes.slice(1, 4)).toEqual([16, 16, 16]);
});
