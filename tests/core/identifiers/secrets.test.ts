import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../src/core/identifiers/classify-code.ts';

const MASK = '•••••-•••••-••••-••••-••••-••••';

describe('an Activation Lock bypass code', () => {
  it.each([
    ['in its groups', 'F0123-45678-9ACD-EFGH-JKLM-NPQR'],
    ['in lower case', 'f0123-45678-9acd-efgh-jklm-npqr'],
    ['without dashes', 'F0123456789ACDEFGHJKLMNPQR'],
    ['with blanks for dashes', 'F0123 45678 9ACD EFGH JKLM NPQR'],
    ['with long dashes', 'F0123–45678–9ACD–EFGH–JKLM–NPQR'],
    ['as a US scanner types it on a German layout', 'F0123ß45678ß9ACDßEFGHßJKLMßNPQR'],
    ['with a label', 'Bypass code: F0123-45678-9ACD-EFGH-JKLM-NPQR'],
    ['with an AIM prefix', ']Q1F0123-45678-9ACD-EFGH-JKLM-NPQR'],
    ['among the fields of a label', 'SC39XK2PQJG5H\u001DF0123-45678-9ACD-EFGH-JKLM-NPQR'],
    ['inside a link', 'https://mdm.test/?code=F0123-45678-9ACD-EFGH-JKLM-NPQR'],
    ['with control characters', 'F01\u000023-45678-9ACD-EF\u202EGH-JKLM-NPQR'],
    ['broken into lines', 'F0123-45678-9ACD-\nEFGH-JKLM-NPQR'],
    ['of digits only', '01234-56789-0123-4567-8901-2345'],
  ])('is recognised and masked %s', (_title, text) => {
    const masked = { input: MASK, kind: 'bypassCode', value: '', candidates: [] };
    expect(classifyCode(text)).toEqual(masked);
  });

  it.each([
    ['mistyped with letters that it cannot have', 'FO123-45678-9ABD-EFGH-IJKL-NPQS'],
    ['mistyped without dashes', 'FO123456789ABDEFGHIJKLNPQS'],
    ['cut off', 'F0123-45678-9ACD-EFGH-JKLM'],
    ['glued to other text', 'codeF0123-45678-9ACD-EFGH-JKLM-NPQR99'],
    ['perhaps: 26 digits with a label', 'Code: 01234567890123456789012345'],
    ['written with odd blanks and a label', 'Code: F01 23456 789 ACDEF GHJK LMNPQR'],
    ['perhaps: 26 digits', '01234567890123456789012345'],
    ['perhaps: another recovery key', 'ABCD-EFGH-2345-JKLM-NPQR-6789'],
  ])('is masked but not claimed when it is %s', (_title, text) => {
    const masked = { input: MASK, kind: 'unknown', value: '', candidates: [] };
    expect(classifyCode(text)).toEqual(masked);
  });

  it('is masked at the head of an endless text', () => {
    const text = `F0123-45678-9ACD-EFGH-JKLM-NPQR ${'x'.repeat(100_000)}`;
    expect(JSON.stringify(classifyCode(text))).not.toContain('F0123');
  });

  it('is not looked up as an asset tag', () => {
    const asked: string[] = [];
    const assetTags = (tag: string) => {
      asked.push(tag);
      return [];
    };
    classifyCode('F0123-45678-9ACD-EFGH-JKLM-NPQR', { assetTags });
    expect(asked).toEqual([]);
  });
});

describe('a link', () => {
  it.each([
    ['https://anna:secret@mdm.test/enrol?token=1#x', 'https://mdm.test/enrol'],
    ['otpauth://totp/Anna?secret=JBSWY3DPEHPK3PXP', 'otpauth://'],
    ['X-HM://0023ISYWY', 'X-HM://'],
    ['WIFI:T:WPA;S:depot;P:hunter22;;', 'wifi:'],
    ['www.mdm.test/a?token=1', 'www.mdm.test/a'],
  ])('%s keeps nothing that may be a password', (text, value) => {
    const code = { input: `${value}…`, kind: 'url', value, candidates: [] };
    expect(classifyCode(text)).toEqual(code);
  });
});
