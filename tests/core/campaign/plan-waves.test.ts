import { describe, expect, it } from 'vitest';
import { deadlineOf, planWaves, type Candidate } from '../../../src/core/campaign/plan-waves.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { DAY } from '../../../src/core/time.ts';

/** So many devices of each site. */
function devices(sites: Readonly<Record<string, number>>): Candidate[] {
  return Object.entries(sites).flatMap(([site, count]) =>
    Array.from({ length: count }, (_none, place) => ({
      serial: `${site}${place}` as SerialNumber,
      site,
    })),
  );
}

function shapeOf(sites: Readonly<Record<string, number>>, size: number) {
  return planWaves(devices(sites), size).map(({ name, serials }) => [name, serials.length]);
}

describe('planning waves', () => {
  it('keeps a site together where it fits, in the order of the sites', () => {
    expect(shapeOf({ Rome: 3, Bonn: 4, Paris: 2 }, 6)).toEqual([
      ['Bonn, Paris', 6],
      ['Rome', 3],
    ]);
  });

  it('parts a site that is larger than a wave, and fills the rest with the next', () => {
    expect(shapeOf({ Bonn: 13, Rome: 1 }, 5)).toEqual([
      ['Bonn', 5],
      ['Bonn', 5],
      ['Bonn, Rome', 4],
    ]);
  });

  it('names two sites and counts the others', () => {
    expect(shapeOf({ A: 1, B: 1, C: 1, D: 1 }, 10)).toEqual([['A, B +2', 4]]);
  });

  it('has those without a site last, in waves of their own and without a name', () => {
    expect(shapeOf({ '': 3, Bonn: 1 }, 10)).toEqual([
      ['Bonn', 1],
      ['', 3],
    ]);
    expect(shapeOf({ '': 3, Bonn: 1 }, 2)).toEqual([
      ['Bonn', 1],
      ['', 2],
      ['', 1],
    ]);
  });

  it('leaves nobody out and takes nobody twice', () => {
    const all = devices({ A: 7, B: 11, C: 2, D: 5, '': 4 });
    const planned = planWaves(all, 6).flatMap(({ serials }) => serials);
    expect(planned.toSorted()).toEqual(all.map(({ serial }) => serial).toSorted());
  });

  it('plans nothing for nobody', () => {
    expect(planWaves([], 500)).toEqual([]);
  });

  it('has each deadline so many days after the one before', () => {
    expect([0, 1, 2].map((place) => deadlineOf(1_000, 7, place))).toEqual([
      1_000,
      1_000 + 7 * DAY,
      1_000 + 14 * DAY,
    ]);
  });
});
