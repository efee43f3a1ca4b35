import { describe, expect, it } from 'vitest';
import { parseIbootString } from '../../../src/engine/bench/iboot-string.ts';

const RECOVERY =
  'CPID:8110 CPRV:11 CPFM:03 SCEP:01 BDID:0C ECID:001A2B3C4D5E801E IBFL:3C SRNM:[F4GXKQ7N0D91] IMEI:[356789104321576]';

describe('the string of a boot loader', () => {
  it('names serial and ECID in recovery', () => {
    expect(parseIbootString(RECOVERY)).toEqual({ ecid: '1A2B3C4D5E801E', serial: 'F4GXKQ7N0D91' });
  });

  it('names only the ECID in DFU, also behind a first tag that is new', () => {
    const dfu =
      'SDOM:01 CPID:FE00 CPRV:00 ECID:CAD01AC095BA1AD8 IBFL:3C SRTG:[iBoot-8419.0.151] PWND:[x]';
    expect(parseIbootString(dfu)).toEqual({ ecid: 'CAD01AC095BA1AD8' });
  });

  it('is read in whatever order its tags stand', () => {
    const tags = RECOVERY.split(' ').toReversed().join(' ');
    expect(parseIbootString(tags)).toEqual(parseIbootString(RECOVERY));
  });

  it('is read from the path of a Windows device, where blanks and case are lost', () => {
    const path = RECOVERY.replaceAll(' ', '_').toLowerCase();
    expect(parseIbootString(path)).toEqual(parseIbootString(RECOVERY));
  });

  it('may lack every tag', () => {
    expect(parseIbootString('')).toEqual({});
    expect(parseIbootString('CPID:8110 SRNM:[] ECID:')).toEqual({});
  });

  it('of a hostile device names nothing that is not a serial or an ECID', () => {
    const hostile = [
      'SRNM:[<img onerror=alert(1)>] ECID:0x12345678901234567',
      'SRNM:[../../etc/passwd] ECID:../1A',
      'SRNM:[F4GXKQ7\u202EN0D91] ECID:1A\u202E2B',
      'XSRNM:[F4GXKQ7N0D91] XECID:1A2B',
      `${'A'.repeat(6_000)} ECID:1A2B SRNM:[F4GXKQ7N0D91]`,
    ];
    for (const text of hostile) expect(parseIbootString(text)).toEqual({});
  });
});
