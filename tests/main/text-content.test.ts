import { describe, expect, it } from 'vitest';
import { textIn } from '../../src/main/text-content.ts';

const LIST = 'Gerät;Seriennummer\r\nMüller;F2LXK0A7JG5H\r\n';
const utf16 = Buffer.from(`\uFEFF${LIST}`, 'utf16le');

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(LIST)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${LIST}`)],
    ['UTF-16 as Excel writes it', utf16],
    ['UTF-16 the other way round', Buffer.from(utf16).swap16()],
    ['the old Western code page', Buffer.from(LIST, 'latin1')],
  ])('is read in %s', (_encoding, bytes) => {
    expect(textIn(bytes)).toBe(LIST);
  });

  it('is none in a workbook', () => {
    expect(textIn(Buffer.from('504b0304140006000800000021', 'hex'))).toBeUndefined();
  });

  it.each([
    ['a private key', 'notes\n-----BEGIN PRIVATE KEY-----\nMIG…\n'],
    [
      'a token file',
      'MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; name="smime.p7m"\r\n',
    ],
  ])('is kept from the page where it may be %s', (_what, text) => {
    expect(textIn(Buffer.from(text))).toBeUndefined();
  });
});
