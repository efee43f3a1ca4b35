import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanDeviceText } from '../../../src/engine/bench/asking/device-text.ts';

describe('a text from a device', () => {
  it('keeps names as people write them', () => {
    for (const name of [`Zoë’s iPhone`, '金色 iPad', 'Ada’s “12” & <3', '👨‍👩‍👧 Family']) {
      expect(cleanDeviceText(name, 64)).toBe(name);
    }
  });

  it('loses control and bidi characters', () => {
    expect(cleanDeviceText('\u202EiPhone\u0000\n \u2066of\u200F Eve\u{FEFF}\u2028', 64)).toBe(
      'iPhone of Eve',
    );
  });

  it('is cut between characters, never inside one', () => {
    expect(cleanDeviceText('📱📱📱', 2)).toBe('📱📱');
    expect(cleanDeviceText('\uD83D', 5)).toBe('');
  });

  it('costs little however long it is', () => {
    expect(cleanDeviceText('\u202E'.repeat(1e6), 64)).toBe('');
  });

  it('is never longer than its limit and never holds what was to be stripped', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anyText, fc.nat(80), (text, limit) => {
        const cleaned = cleanDeviceText(text, limit);
        expect(Array.from(cleaned).length).toBeLessThanOrEqual(limit);
        expect(cleaned).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});
