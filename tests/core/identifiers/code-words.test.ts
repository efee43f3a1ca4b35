import { describe, expect, it } from 'vitest';
import { codeKindSchema } from '../../../src/core/identifiers/code.ts';
import { say, type Language } from '../../../src/core/words/words.ts';

describe.each<Language>(['en', 'de'])('in %s', (language) => {
  it.each(codeKindSchema.options)('the kind %s has a name, a sentence and a next step', (kind) => {
    for (const part of ['name', 'text', 'next']) {
      const path = `code.${kind}.${part}`;
      expect(say(language, path, { value: 'ANNA' })).not.toMatch(/[{}]|^code\./);
    }
  });
});
