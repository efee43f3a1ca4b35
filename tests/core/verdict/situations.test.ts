import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/core/verdict/assess.ts';
import { laneSchema } from '../../../src/core/verdict/lane.ts';
import { REASON_CODES, WARNING_CODES } from '../../../src/core/verdict/reasons.ts';
import type { Verdict } from '../../../src/core/verdict/verdict.ts';
import { verdictSchema } from '../../../src/core/verdict/verdict.ts';
import { CATALOGUES, say, type Language } from '../../../src/core/words/words.ts';
import { aWorld, type World } from './builders.ts';
import { SITUATIONS } from './situations/all.ts';
import type { Situation } from './situations/situation.ts';

const ALL = Object.values(SITUATIONS).flat();
const LANGUAGES = Object.keys(CATALOGUES) as Language[];

describe.each(Object.entries(SITUATIONS))('assess: %s', (_gate, situations) => {
  it.each(situations)('$name', (situation) => {
    expect(outcomeOf(verdictOn(situation.given))).toEqual(expectedOf(situation));
  });
});

describe('every verdict of the table', () => {
  it.each(ALL)('keeps the contract: $name', ({ given }) => {
    const verdict = verdictOn(given);
    expect(verdictSchema.parse(verdict)).toEqual(verdict);
    expect(verdict.reasons[0]?.lane).toBe(verdict.lane);
  });

  it.each(ALL)('can be said in every language: $name', ({ given }) => {
    const verdict = verdictOn(given);
    for (const sentence of LANGUAGES.flatMap((language) => sentencesOf(verdict, language))) {
      expect(sentence).not.toMatch(/[{}]|undefined|NaN|^(reason|warning)\.|\s\s|\(\)|\s[.,:]/);
    }
  });
});

describe('the table', () => {
  it('holds at least 75 situations, each under a name of its own', () => {
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    expect(ALL.length).toBeGreaterThanOrEqual(75);
  });

  it('decides by every reason once', () => {
    const reached = new Set(ALL.map(({ given }) => verdictOn(given).reasons[0]?.code));
    expect(REASON_CODES.filter((code) => !reached.has(code))).toEqual([]);
  });

  it('reaches every warning', () => {
    const reached = new Set(
      ALL.flatMap(({ given }) => verdictOn(given).warnings.map(({ code }) => code)),
    );
    expect(WARNING_CODES.filter((code) => !reached.has(code))).toEqual([]);
  });

  it('reaches every lane', () => {
    const reached = new Set(ALL.map(({ given }) => verdictOn(given).lane));
    expect(laneSchema.options.filter((lane) => !reached.has(lane))).toEqual([]);
  });
});

function verdictOn(given: Partial<World>): Verdict {
  const { device, tenant, view, policy, now } = aWorld(given);
  return assess({ device, tenant }, view, policy, now);
}

function outcomeOf(verdict: Verdict) {
  const [deciding, ...under] = verdict.reasons.map(({ code }) => code);
  const { lane, until, fix, questions } = verdict;
  const warnings = verdict.warnings.map(({ code }) => code);
  return { lane, reason: deciding, under, until, fix, questions, warnings };
}

function expectedOf({ lane, reason, under, until, fix, questions, warnings }: Situation) {
  const lists = { under: under ?? [], questions: questions ?? [], warnings: warnings ?? [] };
  return { lane, reason, until, fix, ...lists };
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
