import { describe, expect, it } from 'vitest';
import { caps } from '../../../src/lockdown-client/plist/caps.ts';
import { readDict, readPlist } from '../../../src/lockdown-client/plist/read.ts';

function read(inner: string) {
  return readPlist(Buffer.from(`<?xml version="1.0"?><plist version="1.0">${inner}</plist>`));
}

function value(inner: string): unknown {
  const outcome = read(inner);
  return outcome.ok ? outcome.value : outcome.error;
}

const malformed = { ok: false, error: { code: 'malformed' } };

describe('a list in XML', () => {
  it.each([
    ['<string>Émile &amp; &quot;C&quot; &#169;</string>', 'Émile & "C" ©'],
    ['<string/>', ''],
    ['<string><![CDATA[<b>]]></string>', '<b>'],
    ['<integer>-42</integer>', -42],
    ['<integer> 0x1F </integer>', 31],
    ['<integer>9007199254740991</integer>', 9_007_199_254_740_991],
    ['<integer>9007199254740993</integer>', 9_007_199_254_740_993n],
    ['<integer>18446744073709551615</integer>', 18_446_744_073_709_551_615n],
    ['<integer>-9223372036854775808</integer>', -9_223_372_036_854_775_808n],
    ['<real>-2.5e3</real>', -2500],
    ['<real>nan</real>', Number.NaN],
    ['<real>-infinity</real>', -Infinity],
    ['<true/>', true],
    ['<false></false>', false],
    ['<date>2026-11-27T08:00:00Z</date>', new Date('2026-11-27T08:00:00Z')],
    ['<data>\n\tAQID\n</data>', new Uint8Array([1, 2, 3])],
    ['<array><string>a</string><array/></array>', ['a', []]],
  ])('holds %s', (xml, expected) => {
    expect(value(xml)).toEqual(expected);
  });

  it('has a document type of Apple, comments and blanks', () => {
    const type =
      '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/x.dtd">';
    const list = Buffer.from(
      `${type}\n<plist>\n <!-- x --><dict>\n <key>a</key> <true/>\n</dict></plist>`,
    );
    expect(readDict(list)).toEqual({ ok: true, value: { a: true } });
  });

  it('has dictionaries without a prototype, in which every key is a key', () => {
    const dict = value('<dict><key>__proto__</key><integer>1</integer></dict>');
    expect(Object.getPrototypeOf(dict)).toBeNull();
    expect(Object.entries(dict as object)).toEqual([['__proto__', 1]]);
  });

  it.each([
    ['no element that is known', '<uid>1</uid>'],
    ['two values', '<true/><true/>'],
    ['none', ''],
    ['a key alone', '<dict><key>a</key></dict>'],
    ['a value alone', '<dict><true/></dict>'],
    ['two keys', '<dict><key>a</key><key>b</key></dict>'],
    ['a key in an array', '<array><key>a</key></array>'],
    ['text between values', '<array>x</array>'],
    ['an element in a text', '<string><true/></string>'],
    ['text in a truth', '<true>no</true>'],
    ['attributes', '<true a="b"/>'],
    ['an integer that is none', '<integer>1.5</integer>'],
    ['an integer of many digits', `<integer>${'9'.repeat(21)}</integer>`],
    ['a real that is none', '<real>one</real>'],
    ['a date that is none', '<date>2026-13-45T99:00:00Z</date>'],
    ['data that is none', '<data>*</data>'],
    ['an entity of its own', '<string>&lol;</string>'],
    ['an end too early', '<array><true/>'],
  ])('is refused with %s', (_, inner) => {
    expect(read(inner)).toMatchObject(malformed);
  });

  it.each([
    ['entities', '<!DOCTYPE plist [<!ENTITY a "aaaa">]><plist><string>&a;</string></plist>'],
    ['files', '<!DOCTYPE plist [<!ENTITY a SYSTEM "file:///etc/passwd">]><plist><true/></plist>'],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0xff, 0xfe])],
    ['nothing', ''],
    ['another root', '<list><true/></list>'],
  ])('is refused with %s', (_, list) => {
    expect(readPlist(Buffer.from(list))).toMatchObject(malformed);
  });

  it('may be as deep as the cap and no deeper', () => {
    const nested = (depth: number) =>
      `${'<array>'.repeat(depth)}<true/>${'</array>'.repeat(depth)}`;
    expect(read(nested(caps.depth))).toMatchObject({ ok: true });
    expect(read(nested(caps.depth + 1))).toMatchObject(malformed);
  });

  it('may hold as many values as the cap and no more', () => {
    const many = (count: number) => `<array>${'<true/>'.repeat(count)}</array>`;
    // The root element and the array count as well.
    expect(read(many(caps.nodes - 2))).toMatchObject({ ok: true });
    expect(read(many(caps.nodes - 1))).toMatchObject(malformed);
  });

  it('that is too long is not read at all', () => {
    expect(readPlist(Buffer.alloc(caps.xmlBytes + 1, ' '))).toEqual({
      ok: false,
      error: { code: 'tooLarge' },
    });
  });

  it('has a root that is a dictionary where one is expected', () => {
    expect(readDict(Buffer.from('<plist><array/></plist>'))).toMatchObject(malformed);
  });
});
