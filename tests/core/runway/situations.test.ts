import { describe, expect, it } from 'vitest';
import { blocks } from '../../../src/core/runway/found.ts';
import { FINDING_CODES, FINDINGS } from '../../../src/core/runway/runway.ts';
import { CATALOGUES, say, type Language } from '../../../src/core/words/words.ts';
import { anInput, codesIn, stepIn } from './builders.ts';
import { SITUATIONS } from './situations.ts';

describe('the runway', () => {
  it('finds nothing in the way of a campaign that is set up well', () => {
    expect(codesIn(anInput())).toEqual([]);
  });

  it.each(SITUATIONS)('says what it is when $about', ({ input, step, findings }) => {
    expect(stepIn(input, step).findings.map(({ code }) => code)).toEqual(findings);
  });

  it.each(SITUATIONS.filter(({ findings }) => findings.some(isBlocking)))(
    'calls the step blocked when $about',
    ({ input, step }) => {
      expect(stepIn(input, step)).toMatchObject({ state: 'blocked' });
      expect(blocks(stepIn(input, step).findings)).toBe(true);
    },
  );

  it('has a situation for every finding', () => {
    const reached = new Set(SITUATIONS.flatMap(({ input }) => codesIn(input)));
    expect(FINDING_CODES.filter((code) => !reached.has(code))).toEqual([]);
  });

  const languages = Object.keys(CATALOGUES) as Language[];
  it.each(languages)('fills every place of its sentences in %s', (language) => {
    const open = SITUATIONS.flatMap(({ input, step }) => stepIn(input, step).findings)
      .flatMap(({ code, params }) =>
        ['text', 'next'].map((part) => say(language, `runway.finding.${code}.${part}`, params)),
      )
      .filter((sentence) => /[{}]|runway\./.test(sentence));
    expect(open).toEqual([]);
  });
});

function isBlocking(code: (typeof FINDING_CODES)[number]): boolean {
  return FINDINGS[code].level === 'blocks';
}
