import { describe, expect, it } from 'vitest';
import { CAUSE_CODES, CHECK_CODES } from '../../../src/core/setup/checks.ts';
import { CATALOGUES, say, type Language } from '../../../src/core/words/words.ts';

const LANGUAGES = Object.keys(CATALOGUES) as Language[];
/** What whoever names a cause has to tell with it. */
const PARAMETERS = {
  minutes: 11,
  count: 3,
  untilAt: Date.UTC(2026, 10, 23, 9, 30),
  scopes: 'DeviceManagementServiceConfig.ReadWrite.All',
  clientId: 'f02d6c4b-1e97-4b83-b5a0-8c3d7e94a216',
  tenantId: 'aldermoor.example',
  errorCode: 3,
  family: 'iPad',
  profile: 'Stores iPad',
};

describe.each(LANGUAGES)('in %s', (language) => {
  const { cause, check } = CATALOGUES[language];

  it('every cause has its words, and none is left over', () => {
    expect(Object.keys(cause).toSorted()).toEqual([...CAUSE_CODES].toSorted());
  });

  it('every check has its name, and none is left over', () => {
    expect(Object.keys(check).toSorted()).toEqual([...CHECK_CODES].toSorted());
  });

  it.each(CAUSE_CODES)('%s says what is true and what to do', (code) => {
    for (const part of ['text', 'next']) {
      const sentence = say(language, `cause.${code}.${part}`, PARAMETERS);
      expect(sentence).toMatch(/^\p{Lu}.*[.?]$/u);
      expect(sentence).not.toMatch(/[{}]|\b[a-z]{2,}[A-Z]\w*|_|null|undefined/);
    }
  });

  it.each(CHECK_CODES)('%s has a name that fits in a line', (code) => {
    const name = say(language, `check.${code}`);
    expect(name).toMatch(/^\p{L}.{3,39}$/u);
    expect(name).not.toMatch(/[.{]/);
  });
});
