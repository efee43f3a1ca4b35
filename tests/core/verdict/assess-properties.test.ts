import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/core/verdict/assess.ts';
import { REASONS } from '../../../src/core/verdict/reasons.ts';
import { verdictSchema, type Verdict } from '../../../src/core/verdict/verdict.ts';
import { CATALOGUES, say, type Language } from '../../../src/core/words/words.ts';
import { almostRight, anyWorld } from './arbitraries.ts';
import type { World } from './builders.ts';
import { brokenDemands, hasFactorySign } from './oracle.ts';
import { RIGHT_WORLDS } from './right-worlds.ts';

const nearlyRight = almostRight(Object.values(RIGHT_WORLDS));
const anyOrNearlyRight = fc.oneof(anyWorld, nearlyRight);

describe('assess, given anything at all', () => {
  it('answers, in the form that the contract promises', () => {
    holdsFor(anyOrNearlyRight, (verdict) => {
      expect(verdictSchema.parse(verdict)).toEqual(verdict);
    });
  });

  it('answers the same to the same, and changes nothing of what it was given', () => {
    holdsFor(anyOrNearlyRight, (verdict, world) => {
      expect(verdictOn(deepFrozen(structuredClone(world)))).toEqual(verdict);
    });
  });

  it('does not care in which order a cloud lists its rows', () => {
    holdsFor(anyOrNearlyRight, (verdict, world) => {
      expect(verdictOn(turnedAround(world))).toEqual(verdict);
    });
  });

  it('takes its lane from the deciding reason, and names each reason once with its own lane', () => {
    holdsFor(anyOrNearlyRight, (verdict) => {
      const codes = verdict.reasons.map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      expect(verdict.reasons[0]?.lane).toBe(verdict.lane);
      for (const { code, gate, lane } of verdict.reasons)
        expect({ gate, lane }).toEqual(REASONS[code]);
    });
  });

  it('names no time before now to wait for, and no reading later than now', () => {
    holdsFor(anyOrNearlyRight, (verdict, { now }) => {
      expect(verdict.until ?? now.bench).toBeGreaterThanOrEqual(now.bench);
      expect(verdict.oldestFactAt ?? now.bench).toBeLessThanOrEqual(now.bench);
    });
  });
});

describe('assess, asking', () => {
  it('says offline of nothing that it is being asked, and asks nothing', () => {
    holdsFor(anyOrNearlyRight, ({ reasons, questions }, { tenant }) => {
      if (tenant.isOnline) return;
      expect(reasons.filter(({ code }) => code.endsWith('Asking'))).toEqual([]);
      expect(questions).toEqual([]);
    });
  });

  it('says online of nothing that it cannot be asked', () => {
    holdsFor(anyOrNearlyRight, ({ reasons }, { tenant }) => {
      if (!tenant.isOnline) return;
      expect(reasons.filter(({ code }) => code.endsWith('Offline'))).toEqual([]);
    });
  });

  it('asks something whenever it says that something is being asked', () => {
    holdsFor(anyOrNearlyRight, ({ reasons, questions }) => {
      const asking = new Set(reasons.filter(({ code }) => code.endsWith('Asking')));
      if (asking.size > 0) expect(questions.length).toBeGreaterThan(0);
    });
  });

  it('asks no cloud twice for the same, and Apple nothing for a device that is out of place', () => {
    holdsFor(anyOrNearlyRight, ({ lane, reasons, questions }) => {
      expect(new Set(questions).size).toBe(questions.length);
      if (!['fix', 'stop', 'migrate', 'done'].includes(lane)) return;
      expect(questions).not.toContain('lock');
      // On no service: it may have been released, and only the answer for this one device tells.
      const mayBeReleased = ['unassigned', 'reassignFailed'].includes(reasons[0]?.code ?? '');
      if (!mayBeReleased) expect(questions).not.toContain('device');
    });
  });
});

describe('assess, opening the way', () => {
  it('says clear or start only where every demand of the design is met', () => {
    holdsFor(
      nearlyRight,
      (verdict, world) => {
        if (verdict.lane === 'clear' || verdict.lane === 'start') {
          expect(brokenDemands(world)).toEqual([]);
        }
      },
      4_000,
    );
  });

  it('says start only where there is a sign of factory state', () => {
    holdsFor(nearlyRight, (verdict, world) => {
      if (verdict.lane === 'start') expect(hasFactorySign(world)).toBe(true);
    });
  });

  it('is near enough to the truth in this test to be clear and start often', () => {
    const lanes = fc.sample(nearlyRight, 500).map((world) => verdictOn(world).lane);
    expect(lanes.filter((lane) => lane === 'clear').length).toBeGreaterThan(20);
    expect(lanes.filter((lane) => lane === 'start').length).toBeGreaterThan(5);
  });
});

describe('assess, in words', () => {
  it('leaves no placeholder of any sentence empty', () => {
    const languages = Object.keys(CATALOGUES) as Language[];
    const plain = /^(reason|warning)\.|\{(?!name\})|undefined|NaN/;
    holdsFor(anyOrNearlyRight, (verdict) => {
      for (const language of languages) {
        for (const sentence of sentencesOf(verdict, language)) expect(sentence).not.toMatch(plain);
      }
    });
  });
});

function holdsFor(
  worlds: fc.Arbitrary<World>,
  check: (verdict: Verdict, world: World) => void,
  numRuns = 600,
): void {
  fc.assert(
    fc.property(worlds, (world) => check(verdictOn(world), world)),
    { numRuns },
  );
}

function verdictOn({ device, tenant, view, policy, now }: World): Verdict {
  return assess({ device, tenant }, view, policy, now);
}

function turnedAround(world: World): World {
  const { identities, enrollments } = world.device ?? {};
  if (!world.device) return world;
  const device = {
    ...world.device,
    identities: identities && { ...identities, value: identities.value.toReversed() },
    enrollments: enrollments && { ...enrollments, value: enrollments.value.toReversed() },
  };
  return { ...world, device };
}

function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFrozen);
  return Object.freeze(value);
}

function sentencesOf(verdict: Verdict, language: Language): string[] {
  return [
    ...verdict.reasons.flatMap(({ code, params }) => [
      say(language, `reason.${code}.text`, params),
      say(language, `reason.${code}.next`, params),
    ]),
    ...verdict.warnings.map(({ code, params }) => say(language, `warning.${code}`, params)),
  ];
}
