import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../src/core/identifiers/classify-code.ts';
import type { CodeKind } from '../../../src/core/identifiers/code.ts';

describe('a code that its form or check digit tells from all others', () => {
  it.each<[string, CodeKind, string]>([
    ['C39XK2PQJG5H', 'serial', 'C39XK2PQJG5H'],
    ['F2LXK0ABJC', 'serial', 'F2LXK0ABJC'],
    ['YM0123ABXYZ', 'serial', 'YM0123ABXYZ'],
    ['H7PQ2M9K', 'serial', 'H7PQ2M9K'],
    ['359999000001230', 'imei', '359999000001230'],
    ['490154203237518', 'imei', '490154203237518'],
    ['35 999900 000123 0', 'imei', '359999000001230'],
    ['35-999900-000123-0', 'imei', '359999000001230'],
    ['35999900000123', 'meid', '35999900000123'],
    ['89049037640158663184237812557346', 'eid', '89049037640158663184237812557346'],
    ['8904 9037 6401 5866 3184 2378 1255 7346', 'eid', '89049037640158663184237812557346'],
    ['8901000000000000019', 'iccid', '8901000000000000019'],
    ['8901000000000000019F', 'iccid', '8901000000000000019'],
    ['190199246850', 'gtin', '190199246850'],
    ['0190199246850', 'gtin', '0190199246850'],
    ['4006381333931', 'gtin', '4006381333931'],
    ['10012345678902', 'gtin', '10012345678902'],
    ['MK2K3FD/A', 'partNumber', 'MK2K3FD/A'],
    ['mtp03zd/a', 'partNumber', 'MTP03ZD/A'],
    ['AA:BB:CC:DD:EE:FF', 'mac', 'AABBCCDDEEFF'],
    ['aa-bb-cc-dd-ee-ff', 'mac', 'AABBCCDDEEFF'],
    ['aabb.ccdd.eeff', 'mac', 'AABBCCDDEEFF'],
    ['00008030-001A2B3C4D5E6F70', 'udid', '00008030-001A2B3C4D5E6F70'],
    ['00008030001a2b3c4d5e6f70', 'udid', '00008030-001A2B3C4D5E6F70'],
    [
      '0123456789abcdef0123456789abcdef01234567',
      'udid',
      '0123456789ABCDEF0123456789ABCDEF01234567',
    ],
    ['RB-OP-4711', 'operator', '4711'],
    ['rb-op-mira.lang', 'operator', 'MIRA.LANG'],
    ['RB-CMD-NEXT', 'command', 'NEXT'],
    ['RB-CMD-UNDO', 'command', 'UNDO'],
    ['RB-CMD-SOUND', 'command', 'SOUND'],
    ['https://www.apple.com/support', 'url', 'https://www.apple.com/support'],
    ['www.apple.com', 'url', 'www.apple.com'],
  ])('%s is a %s', (text, kind, value) => {
    const code = classifyCode(text);
    expect({ ...code, candidates: [] }).toEqual({ input: text, kind, value, candidates: [] });
  });
});

describe('a code whose check digit is wrong or whose form is nobody’s', () => {
  it.each([
    ['an IMEI with a wrong check digit (Apple’s own sample)', '123456789012345'],
    ['an IMEI with its software version', '3599990000012301'],
    ['an EID with a wrong digit', '89049037640158663184237812557347'],
    ['32 digits that do not begin with 89', '12049037640158663184237812557346'],
    ['an ICCID with a wrong check digit', '8901000000000000018'],
    ['an EAN with a wrong check digit', '4006381333932'],
    ['eight digits', '12345678'],
    ['too short for a serial', 'C39XK2P'],
    ['too long for a serial', 'C39XK2PQJG5H7AB2'],
    ['a part number with two letters behind', 'MK2K3FD/AB'],
    ['a part number of an unknown series', 'XK2K3FD/A'],
    ['a command that would destroy', 'RB-CMD-ERASE'],
    ['a command that would confirm', 'RB-CMD-CONFIRM'],
    ['a badge without a name', 'RB-OP-'],
    ['a hardware UUID', '12345678-1234-4234-8234-123456789ABC'],
    ['a UDID without its last digit', '00008030-001A2B3C4D5E6F7'],
    ['a MAC address with a letter too far', 'AA:BB:CC:DD:EE:FG'],
    ['a model number', 'A2338'],
    ['a sentence', 'Designed by Apple in California'],
    ['a word with an accent', 'Geräteübergabe'],
    ['nothing', ''],
    ['only blanks', ' \t\r\n '],
  ])('%s is unknown', (_title, text) => {
    expect(classifyCode(text)).toMatchObject({ kind: 'unknown', value: '', candidates: [] });
  });
});

describe('a text that can be more than one thing', () => {
  it.each<[string, string, string[]]>([
    ['O and I, digits first', 'C39XO2PQJG5H', ['serial C39X02PQJG5H', 'serial C39XO2PQJG5H']],
    ['O and I in lower case', 'f2lxkiabjc', ['serial F2LXK1ABJC', 'serial F2LXKIABJC']],
    ['hex digits of no known plant', 'AABBCCDDEEFF', ['mac AABBCCDDEEFF', 'serial AABBCCDDEEFF']],
    ['hex digits like a serial', 'C02CD2ABCDEF', ['serial C02CD2ABCDEF', 'mac C02CD2ABCDEF']],
    ['twelve digits, no UPC', '190199246851', ['mac 190199246851', 'serial 190199246851']],
    ['fourteen hex digits', 'A1000009296A4B', ['meid A1000009296A4B', 'serial A1000009296A4B']],
    ['fourteen digits, both', '35999900000103', ['meid 35999900000103', 'gtin 35999900000103']],
    ['ten digits only', '1234567890', ['serial 1234567890']],
    ['S and eight more', 'SH7PQ2M9K', ['serial SH7PQ2M9K', 'serial H7PQ2M9K']],
    ['S and thirteen more', 'SH7PQ2M9KXXXXX', ['serial SH7PQ2M9KXXXXX', 'serial H7PQ2M9KXXXXX']],
    ['an IMEI typed with an O', '35999900000123O', ['imei 359999000001230']],
    ['dashes of a German layout', '00008030ß001A2B3C4D5E6F70', ['udid 00008030-001A2B3C4D5E6F70']],
    ['dashes as accents', '00008030´001A2B3C4D5E6F70', ['udid 00008030-001A2B3C4D5E6F70']],
    ['a slash as a dash, Z as Y', 'MTP03YD-A', ['partNumber MTP03ZD/A']],
    ['colons as umlauts', 'aaÖbbÖccÖddÖeeÖff', ['mac AABBCCDDEEFF']],
    ['a badge on a German layout', 'RBßOPßZVES', ['operator YVES']],
    ['a command on a German layout', 'RBßCMDßNEXT', ['command NEXT']],
    ['an AIM prefix on a German layout', '+C0MTP03YD-A', ['partNumber MTP03ZD/A']],
  ])('%s', (_title, text, candidates) => {
    const code = classifyCode(text);
    const named = code.candidates.map(({ kind, value }) => `${kind} ${value}`);
    expect({ ...code, candidates: named }).toEqual({
      input: text,
      kind: 'ambiguous',
      value: '',
      candidates,
    });
  });
});

describe('the data identifier S before a serial', () => {
  it.each([
    ['SC39XK2PQJG5H', 'C39XK2PQJG5H', 'SC39XK2PQJG5H'],
    ['SF2LXK0ABJC', 'F2LXK0ABJC', 'SF2LXK0ABJC'],
  ])('%s is read without it, and as it is if that fails', (text, value, asItIs) => {
    const candidates = [{ kind: 'serial', value: asItIs }];
    expect(classifyCode(text)).toEqual({ input: text, kind: 'serial', value, candidates });
  });

  it.each(['SC39XK2PQJ', 'SC39XK2PQJGH'])('%s keeps its S: that is a whole serial', (text) => {
    expect(classifyCode(text)).toMatchObject({ kind: 'serial', value: text, candidates: [] });
  });

  it('tells a serial of hex digits from a MAC address', () => {
    expect(classifyCode('SC02CD2ABCDEF')).toMatchObject({ kind: 'serial', value: 'C02CD2ABCDEF' });
  });

  it('offers every reading when there is a look-alike as well', () => {
    const values = classifyCode('SF2LXKOABJC').candidates.map(({ value }) => value);
    expect(values).toEqual(['F2LXK0ABJC', 'SF2LXK0ABJC', 'F2LXKOABJC', 'SF2LXKOABJC']);
  });
});
