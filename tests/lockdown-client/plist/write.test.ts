import { parse } from 'plist';
import { describe, expect, it } from 'vitest';
import { readDict } from '../../../src/lockdown-client/plist/read.ts';
import type { PlistDict } from '../../../src/lockdown-client/plist/value.ts';
import { writePlist } from '../../../src/lockdown-client/plist/write-xml.ts';

const list: PlistDict = {
  Text: `"A" & <b> 'c' ]]> Émile \u{1F4F1}`,
  Lines: 'one\r\ntwo\tthree',
  Whole: -3,
  Real: 2.5,
  Yes: true,
  No: false,
  Data: new Uint8Array([0, 255]),
  At: new Date('2026-11-27T08:00:00Z'),
  List: ['a', { 'a & b': [] }],
};

describe('a list that is written', () => {
  it('is what another parser reads', () => {
    const read = parse(writePlist(list).toString()) as Record<string, unknown>;
    expect(read).toMatchObject({ ...list, Data: expect.anything() as unknown });
    expect([...(read['Data'] as Uint8Array)]).toEqual([0, 255]);
  });

  it('is what its own reader reads', () => {
    expect(readDict(writePlist(list))).toEqual({ ok: true, value: list });
  });

  it('keeps large integers', () => {
    const large = { A: 18_446_744_073_709_551_615n, B: -9_223_372_036_854_775_808n };
    expect(readDict(writePlist(large))).toEqual({ ok: true, value: large });
  });

  it('leaves out keys without a value', () => {
    expect(readDict(writePlist({ A: undefined, B: 1 }))).toEqual({ ok: true, value: { B: 1 } });
  });

  it('drops what XML cannot hold', () => {
    const text = 'a\u0000b\u001Bc\uFFFFd\uD800e';
    expect(readDict(writePlist({ A: text }))).toEqual({ ok: true, value: { A: 'abcde' } });
  });
});
