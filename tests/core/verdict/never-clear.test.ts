import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/core/verdict/assess.ts';
import type { Verdict } from '../../../src/core/verdict/verdict.ts';
import type { World } from './builders.ts';
import { ABSENCES, CONTRADICTIONS } from './harms.ts';
import { RIGHT_WORLDS } from './right-worlds.ts';

const WORLDS = Object.entries(RIGHT_WORLDS);
const HARMS = [...ABSENCES, ...CONTRADICTIONS];

describe('a world in which every gate holds', () => {
  it.each(WORLDS)('is %s', (name, world) => {
    expect(verdictOn(world).lane).toBe(name.split(':')[0]);
  });
});

describe('one thing missing, stale or contradictory', () => {
  const cases = WORLDS.flatMap(([worldName, world]) =>
    HARMS.filter(({ applies }) => applies(world)).map((harm) => ({ worldName, world, harm })),
  );

  it.each(cases)('closes "$worldName": $harm.name', ({ world, harm }) => {
    expect(['clear', 'start', 'done']).not.toContain(verdictOn(harm.to(world)).lane);
  });
});

describe('anything missing, stale or contradictory, in any combination', () => {
  it('is never clear and never start', () => {
    const worlds = fc.constantFrom(...WORLDS.map(([, world]) => world));
    const harms = fc.shuffledSubarray(HARMS, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(worlds, harms, (world, chosen) => {
        const applicable = chosen.filter(({ applies }) => applies(world));
        fc.pre(applicable.length > 0);
        const harmed = applicable.reduce((state, { to }) => to(state), world);
        expect(['clear', 'start']).not.toContain(verdictOn(harmed).lane);
      }),
      { numRuns: 4_000 },
    );
  });

  it('asks for what is missing as long as it can be asked', () => {
    const worlds = fc.constantFrom(...WORLDS.map(([, world]) => world));
    const harms = fc.shuffledSubarray([...ABSENCES], { minLength: 1 });
    fc.assert(
      fc.property(worlds, harms, fc.boolean(), (world, chosen, isOnline) => {
        const applicable = chosen.filter(({ applies }) => applies(world));
        fc.pre(applicable.length > 0);
        const start = { ...world, tenant: { ...world.tenant, isOnline } };
        const verdict = verdictOn(applicable.reduce((state, { to }) => to(state), start));
        expect(verdict.lane).toBe(isOnline ? 'wait' : 'unknown');
        expect(verdict.questions.length > 0).toBe(isOnline);
      }),
      { numRuns: 2_000 },
    );
  });
});

function verdictOn({ device, tenant, view, policy, now }: World): Verdict {
  return assess({ device, tenant }, view, policy, now);
}
