import { describe, expect, it } from 'vitest';
import {
  isReason,
  JOB_FAILURES,
  readFailure,
  writeFailure,
} from '../../../src/core/jobs/failures.ts';
import { CATALOGUES, say, sayFailure, type Language } from '../../../src/core/words/words.ts';

const LANGUAGES = Object.keys(CATALOGUES) as Language[];
const OURS = JOB_FAILURES.filter((code) => code !== 'cloudRefused');

describe.each(LANGUAGES)('in %s', (language) => {
  it('every failure of cloud work has its words, and none is left over', () => {
    expect(Object.keys(CATALOGUES[language].jobFailure).toSorted()).toEqual(
      JOB_FAILURES.toSorted(),
    );
  });

  it.each(JOB_FAILURES)('%s says what is true and what to do', (code) => {
    const { text, next } = sayFailure(language, writeFailure({ code, detail: '403' }));
    for (const sentence of [text, next]) {
      expect(sentence).toMatch(/^\p{Lu}.*[.?]$/u);
      expect(sentence).not.toMatch(/[{}]|\b[a-z]{2,}[A-Z]\w*|_|null|undefined/);
    }
    expect(text).toContain('403');
  });
});

describe('a failure that is written down', () => {
  it.each(OURS)('is read again as %s, with and without a detail', (code) => {
    for (const detail of [undefined, '403 Forbidden: no: not you.\nNever.']) {
      expect(readFailure(writeFailure({ code, detail }))).toEqual({ code, detail });
    }
  });

  it.each([
    'FAILED DEVICE_NOT_ELIGIBLE',
    '409 ENTITY_ERROR: Refused: Not today.',
    'throttled: slow down',
    'Not in the device list of the organization.',
    'notImportedAtAll',
    '',
  ])('is the answer of a cloud when it is no code of ours: “%s”', (detail) => {
    expect(readFailure(detail)).toEqual({ code: 'cloudRefused', detail });
  });

  it('keeps the words of a cloud as they are', () => {
    const detail = 'FAILED DEVICE_NOT_ELIGIBLE';
    expect(writeFailure({ code: 'cloudRefused', detail })).toBe(detail);
  });
});

describe('a sentence with a failure in it', () => {
  const target = 'Contoso Intune';
  const said = (failure: string) =>
    ['text', 'next'].map((part) =>
      say('en', `reason.reassignFailed.${part}`, { target, failure, failureNext: failure }),
    );

  it('says the words of a code, and its next step', () => {
    expect(said('notInOrganization')).toEqual([
      'Apple did not move it to Contoso Intune. It is not in the device list of the organization.',
      'Set it aside. Check the label, then ask the reseller.',
    ]);
  });

  it('says what the cloud said behind them', () => {
    expect(said('notPermitted: 403: role')[0]).toMatch(/right to do this. Details: “403: role”\.$/);
  });

  it('says in German what an old row says in English, as an answer', () => {
    const text = say('de', 'event.fixFailed', { failure: 'Not on a former service.' });
    expect(text).toBe('Die Behebung ist gescheitert. Die Antwort war „Not on a former service.“.');
  });
});

describe('the note of a job', () => {
  it('is the reason once it has failed, and a detail while it waits', () => {
    expect(isReason('throttled: slow down', 'queued')).toBe(false);
    expect(isReason('notConnected', 'finished')).toBe(true);
    expect(isReason('409 TOO_EARLY', 'failed')).toBe(true);
  });
});
