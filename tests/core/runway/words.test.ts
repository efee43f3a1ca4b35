import { describe, expect, it } from 'vitest';
import { FINDING_CODES, runwayStepSchema, STEPS, WHO } from '../../../src/core/runway/runway.ts';
import { CATALOGUES, say, type Language } from '../../../src/core/words/words.ts';

const languages = Object.keys(CATALOGUES) as Language[];

describe.each(languages)('in %s', (language) => {
  const missing = (paths: readonly string[]) =>
    paths.filter((path) => say(language, path, { count: 2 }) === path);

  it('every finding says what it is and what to do, as sentences', () => {
    const paths = FINDING_CODES.flatMap((code) => [
      `runway.finding.${code}.text`,
      `runway.finding.${code}.next`,
    ]);
    expect(missing(paths)).toEqual([]);
    expect(paths.filter((path) => !say(language, path, { count: 2 }).endsWith('.'))).toEqual([]);
  });

  it('no finding is left over from earlier days', () => {
    expect(Object.keys(CATALOGUES[language].runway.finding).toSorted()).toEqual(
      FINDING_CODES.toSorted(),
    );
  });

  it('every step, state and person has its words', () => {
    const steps = STEPS.flatMap((step) =>
      ['title', 'text', 'done'].map((part) => `runway.step.${step}.${part}`),
    );
    const states = runwayStepSchema.shape.state.options.map((state) => `runway.state.${state}`);
    expect(missing([...steps, ...states, ...WHO.map((who) => `runway.who.${who}`)])).toEqual([]);
  });

  it('no sentence says an identifier of the code', () => {
    const sentences = FINDING_CODES.flatMap((code) =>
      ['text', 'next'].map((part) => say(language, `runway.finding.${code}.${part}`, { count: 2 })),
    ).map((sentence) => sentence.replace(/\{\w+\}/g, '').replace(/iPhone|iPad/g, ''));
    expect(sentences.filter((text) => /\b[a-z]{2,}[A-Z]\w*|_|undefined/.test(text))).toEqual([]);
  });
});
