import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/core/identifiers/clean-text.ts';

describe('a text that somebody else wrote', () => {
  it('stays as people write it', () => {
    for (const text of ['Zoë’s iPhone', '金色 iPad', '👩🏽‍💻 Ada', '❤️‍🔥', 'Sales (EMEA) <3']) {
      expect(cleanText(text)).toBe(text);
    }
  });

  it('loses what turns its direction around', () => {
    expect(cleanText('Sales\u202Egnp.exe\u2066\u200F\u061C')).toBe('Salesgnp.exe');
  });

  it('loses every other invisible character', () => {
    expect(cleanText('a\u00ADb\u200Bc\u2061d\uFFF9e\u{E0041}f\uFEFFg\u200Dh\uD800')).toBe(
      'abcdefgh',
    );
  });

  it('is one line with single blanks', () => {
    expect(cleanText(' one\r\n\ttwo\u2028three \u0000 four ')).toBe('one two three four');
  });

  it('costs no more than its length', () => {
    expect(cleanText(`a${' '.repeat(200_000)}\u0000b`)).toBe('a b');
  });
});
