import { describe, expect, it } from 'vitest';
import { isSecondPerson } from '../../../src/engine/campaign/second-person.ts';

describe('the second person', () => {
  it.each(['Robin Vale', 'Kim', 'Kim Hale-Ott', 'Jose M', 'Ян Ким'])(
    '%s is another one',
    (name) => {
      expect(isSecondPerson('Kim Hale', name)).toBe(true);
    },
  );

  it.each([
    'kim hale',
    ' KIM  HALE ',
    'ＫＩＭ ＨＡＬＥ',
    'Kim\u200B Hale',
    'KimHale',
    'kim.hale',
    'Kim-Hale',
    'Kím Hàle',
    'K\u0456m H\u0430l\u0435',
    'K\u03B9m Hale',
    'Kım Hale',
    'Kim Ha1e',
    'Hale, Kim',
  ])('%s is the same one in another spelling', (name) => {
    expect(isSecondPerson('Kim Hale', name)).toBe(false);
  });

  it.each(['', '...', '\u200B', ' - '])('nobody is called “%s”', (name) => {
    expect(isSecondPerson('Kim Hale', name)).toBe(false);
  });

  it('has a name in any script', () => {
    expect(isSecondPerson('田中', '佐藤')).toBe(true);
    expect(isSecondPerson('田中', '田 中')).toBe(false);
  });
});
