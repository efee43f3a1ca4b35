import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../src/core/identifiers/classify-code.ts';

const GS = '\u001D';
const RS = '\u001E';
const EOT = '\u0004';

describe('what scanners and labels put around a code', () => {
  it.each([
    ['lower case', 'c39xk2pqjg5h'],
    ['blanks around', '  C39XK2PQJG5H\r\n'],
    ['blanks inside', 'C39X K2PQ\u00A0JG5H'],
    ['a Code 128 prefix', ']C0C39XK2PQJG5H'],
    ['a Data Matrix prefix', ']d1C39XK2PQJG5H'],
    ['a QR prefix and the S', ']Q1SC39XK2PQJG5H'],
    ['control characters', '\u0002C39X\u0000K2PQJG5H\u0003'],
    ['bidi characters', '\u202EC39XK2\u2066PQJG5H\u2069'],
    ['zero-width characters', '\uFEFFC39X\u200BK2PQJG5H'],
    ['full-width letters', 'Ｃ３９ＸＫ２ＰＱＪＧ５Ｈ'],
    ['a line break inside', 'C39XK2\nPQJG5H'],
    ['the words of the box', '(S) Serial No. C39XK2PQJG5H'],
    ['the words of the settings', 'Serial Number: C39XK2PQJG5H'],
    ['the German words', 'Seriennummer C39XK2PQJG5H'],
    ['S/N', 'S/N:C39XK2PQJG5H'],
  ])('%s', (_title, text) => {
    expect(classifyCode(text)).toMatchObject({ kind: 'serial', value: 'C39XK2PQJG5H' });
  });

  it.each([
    ['IMEI 359999000001230', 'imei', '359999000001230'],
    ['IMEI2: 35 999900 000123 0', 'imei', '359999000001230'],
    ['IMEI/MEID 35999900000123', 'meid', '35999900000123'],
    ['EID 89049037640158663184237812557346', 'eid', '89049037640158663184237812557346'],
    ['(1P) Part No. MK2K3FD/A', 'partNumber', 'MK2K3FD/A'],
    ['1PMK2K3FD/A', 'partNumber', 'MK2K3FD/A'],
    ['UPC 190199246850', 'gtin', '190199246850'],
  ])('%s is a %s', (text, kind, value) => {
    expect(classifyCode(text)).toMatchObject({ kind, value });
  });

  it('takes a serial of hex digits for a serial when the label says so', () => {
    expect(classifyCode('S/N: C02CD2ABCDEF')).toMatchObject({
      kind: 'serial',
      value: 'C02CD2ABCDEF',
    });
  });

  it('leaves a labelled serial with an O open, the digit first', () => {
    const { kind, candidates } = classifyCode('Serial Number: C39XO2PQJG5H');
    const values = candidates.map(({ value }) => value);
    expect([kind, ...values]).toEqual(['ambiguous', 'C39X02PQJG5H', 'C39XO2PQJG5H']);
  });
});

describe('a 2D label with several fields', () => {
  it.each([
    ['marked fields', ['1PMK2K3FD/A', 'SC39XK2PQJG5H', 'Q1']],
    ['the serial last', ['190199246850', '359999000001230', 'SC39XK2PQJG5H']],
    ['a field that looks like a serial but has no S', ['18VLEAPPLE', 'SC39XK2PQJG5H']],
    ['a serial without S', ['1PMK2K3FD/A', 'C39XK2PQJG5H', '359999000001230']],
    ['the same serial twice', ['SC39XK2PQJG5H', 'SC39XK2PQJG5H']],
    ['a MAC address that could be a serial', ['C39XK2PQJG5H', 'AABBCCDDEEFF']],
  ])('gives the serial: %s', (_title, fields) => {
    expect(classifyCode(fields.join(GS))).toMatchObject({ kind: 'serial', value: 'C39XK2PQJG5H' });
  });

  it('reads the envelope of ISO 15434', () => {
    const text = `]d1[)>${RS}06${GS}1PMK2K3FD/A${GS}SC39XK2PQJG5H${RS}${EOT}`;
    expect(classifyCode(text)).toMatchObject({ kind: 'serial', value: 'C39XK2PQJG5H' });
  });

  it('leaves several serials open', () => {
    const code = classifyCode(['SC39XK2PQJG5H', 'SF2LXK0ABJC'].join(GS));
    const candidates = [
      { kind: 'serial', value: 'C39XK2PQJG5H' },
      { kind: 'serial', value: 'F2LXK0ABJC' },
    ];
    expect(code).toMatchObject({ kind: 'ambiguous', value: '', candidates });
  });

  it('gives the one other code when there is no serial', () => {
    expect(classifyCode(`359999000001230${GS}Q1`)).toMatchObject({ kind: 'imei' });
  });

  it('leaves two other codes open', () => {
    const code = classifyCode(`359999000001230${GS}490154203237518`);
    expect([code.kind, code.candidates.length]).toEqual(['ambiguous', 2]);
  });

  it('obeys no command and no badge hidden among its fields', () => {
    const code = classifyCode(`RB-CMD-UNDO${GS}RB-OP-4711`);
    expect(code).toMatchObject({ kind: 'unknown', candidates: [] });
  });
});

describe('a pasted sheet', () => {
  it('gives the labelled serial', () => {
    const sheet = 'iPhone 15\nSerial Number: C39XK2PQJG5H\nIMEI 359999000001230\nEnclosed';
    expect(classifyCode(sheet)).toMatchObject({ kind: 'serial', value: 'C39XK2PQJG5H' });
  });

  it('leaves a list of serials open, in its order', () => {
    const { kind, candidates } = classifyCode('C39XK2PQJG5H\r\nF2LXK0ABJC\r\n');
    const values = candidates.map(({ value }) => value);
    expect([kind, ...values]).toEqual(['ambiguous', 'C39XK2PQJG5H', 'F2LXK0ABJC']);
  });
});
