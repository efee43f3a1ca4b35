import { describe, expect, it } from 'vitest';
import { text, texts } from '../../../src/engine/clouds/http/lenient.ts';

describe('a text of a cloud', () => {
  it('comes without control and bidi characters, since people chose it', () => {
    expect(text.parse('Shared\u202Esdnab\u0007 iPads')).toBe('Sharedsdnab iPads');
    expect(texts.parse(['\u200Fone', '\u202E'])).toEqual(['one']);
  });

  it('has an end, however much is sent', () => {
    expect(text.parse('x'.repeat(1_000_000))?.length).toBeLessThan(10_000);
    expect(texts.parse(['x'.repeat(1_000_000)])[0]?.length).toBeLessThan(10_000);
  });

  it('is nothing when only invisible characters are in it', () => {
    expect(text.parse('\u200B\u2066')).toBeUndefined();
  });
});
