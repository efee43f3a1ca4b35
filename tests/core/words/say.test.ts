import { describe, expect, it } from 'vitest';
import { clockTime, languageOf, say } from '../../../src/core/words/words.ts';

const NINE = new Date(2026, 10, 23, 9, 5).getTime();

describe('say', () => {
  it('fills the placeholders of a sentence', () => {
    const params = { scanned: 'F2LTESTA0001', read: 'F2LTESTA0002' };
    expect(say('en', 'reason.serialMismatch.text', params)).toBe(
      'Scanned F2LTESTA0001, but the device on the cable is F2LTESTA0002.',
    );
  });

  it('says an instant as a time of day', () => {
    const sentence = say('de', 'reason.profileSettling.next', { untilAt: NINE });
    expect(sentence).toContain('Bis 09:05 warten.');
  });

  it('says a far instant as a day', () => {
    const sentence = say('de', 'warning.configuratorProvisional', { untilOn: NINE });
    expect(sentence).toContain('Bis 23. November 2026 kann');
  });

  it('chooses between one and several', () => {
    expect(say('en', 'warning.staleEnrollmentRows', { count: 1 })).toContain('1 older record of');
    expect(say('en', 'warning.staleEnrollmentRows', { count: 2 })).toContain('2 older records of');
  });

  it('writes a count as the language writes numbers', () => {
    const path = 'runway.finding.withoutProfile.text';
    expect(say('en', path, { count: 12_480 })).toBe('12,480 devices have no profile yet.');
    expect(say('de', path, { count: 12_480 })).toContain('12.480 Geräte');
  });

  it('leaves a placeholder standing that nobody fills', () => {
    expect(say('en', 'reason.unassigned.next')).toBe('Assign it to {target}.');
  });

  it('gives an unknown path back instead of failing', () => {
    expect(say('en', 'reason.neverHeardOf.text')).toBe('reason.neverHeardOf.text');
    expect(say('en', 'constructor.name')).toBe('constructor.name');
    expect(say('en', 'reason')).toBe('reason');
  });

  it('does not take a value for a placeholder', () => {
    const params = { service: '{target} $& $1', target: 'Intune' };
    expect(say('en', 'reason.onFormerService.text', params)).toBe(
      'Apple still sends it to {target} $& $1.',
    );
  });

  it.each([Number.NaN, Infinity, 9e15, -9e15])(
    'says %s, which is no time, as a dash',
    (instant) => {
      expect(clockTime('en', instant)).toBe('–');
    },
  );
});

describe('the language of a locale', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['de_CH.UTF-8', 'de'],
    ['EN-us', 'en'],
    ['fr-FR', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('of "%s" is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});
