import { describe, expect, it } from 'vitest';
import { parseIbootString } from '../../../src/engine/bench/identity/iboot-string.ts';

const RECOVERY =
  'CPID:8110 CPRV:11 CPFM:03 SCEP:01 BDID:0C ECID:001A2B3C4D5E801E IBFL:3C SRNM:[F4GXKQ7N0D91] IMEI:[356789104321576]';

const NOTHING = parseIbootString('');

describe('the string of a boot loader', () => {
  it('names chip, board, ECID, serial and IMEI in recovery', () => {
    expect(parseIbootString(RECOVERY)).toEqual({
      cpid: 0x8110,
      cprv: 0x11,
      cpfm: 0x03,
      bdid: 0x0c,
      ibfl: 0x3c,
      ecid: '1A2B3C4D5E801E',
      serial: 'F4GXKQ7N0D91',
      imei: '356789104321576',
      srtg: undefined,
      isPwned: false,
    });
  });

  it('names no serial in DFU but the boot ROM, also behind a first tag that is new', () => {
    const dfu = 'SDOM:01 CPID:FE00 ECID:CAD01AC095BA1AD8 IBFL:3C SRTG:[iBoot-8419.0.151] PWND:[x]';
    expect(parseIbootString(dfu)).toEqual({
      ...NOTHING,
      cpid: 0xfe00,
      ibfl: 0x3c,
      ecid: 'CAD01AC095BA1AD8',
      srtg: 'iBoot-8419.0.151',
      isPwned: true,
    });
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
    expect(NOTHING.isPwned).toBe(false);
    expect(Object.values(NOTHING).filter((value) => value !== undefined)).toEqual([false]);
    expect(parseIbootString('SRNM:[] ECID: BDID:')).toEqual(NOTHING);
  });

  it('may lack the chip, and then none is guessed', () => {
    const { cpid, ecid } = parseIbootString('ECID:000001B64E95FE34 IBFL:00');
    expect(cpid).toBeUndefined();
    expect(ecid).toBe('1B64E95FE34');
  });

  it('counts the first of two tags alike', () => {
    const twice = parseIbootString('ECID:1A2B ECID:3C4D CPID:zz CPID:8110');
    expect(twice.ecid).toBe('1A2B');
    expect(twice.cpid).toBeUndefined();
  });

  it('takes the low 32 bits of a board that is written with 64', () => {
    expect(parseIbootString('BDID:000000000000000C').bdid).toBe(0x0c);
    expect(parseIbootString('BDID:FFFFFFFF0000000C').bdid).toBe(0x0c);
    expect(parseIbootString('BDID:1FFFFFFFF0000000C').bdid).toBeUndefined();
  });

  it('ends what stands in brackets at the last bracket, blanks and all', () => {
    const odd = parseIbootString('SRNM:[F4GX KQ7N] PWND:[a [b] c] ECID:1A2B SRTG:[iBoot-1.2] ');
    expect(odd).toEqual({ ...NOTHING, isPwned: true, ecid: '1A2B', srtg: 'iBoot-1.2' });
    expect(parseIbootString('SRNM:[F4GXKQ7N0D91').serial).toBeUndefined();
    expect(parseIbootString('SRNM:F4GXKQ7N0D91').serial).toBeUndefined();
    expect(parseIbootString('SRNM:[F4GXKQ7N0D91]]').serial).toBeUndefined();
  });

  it('ends at a NUL', () => {
    expect(parseIbootString('ECID:1A2B\0\0')).toEqual({ ...NOTHING, ecid: '1A2B' });
    expect(parseIbootString('\0ECID:1A2B')).toEqual(NOTHING);
  });

  it('of a hostile device names nothing that is not of the right shape', () => {
    const hostile = [
      'SRNM:[<img onerror=alert(1)>] ECID:0x12345678901234567',
      'SRNM:[../../etc/passwd] ECID:../1A SRTG:[iBoot-../..]',
      'SRNM:[F4GXKQ7\u202EN0D91] ECID:1A\u202E2B IMEI:[35678910432157\u200B6]',
      'XSRNM:[F4GXKQ7N0D91] XECID:1A2B',
      'CPID:-1 BDID:0x0C IBFL:3C. IMEI:[35678910432157]',
      '__proto__:[x] constructor:[x]',
      `${'A'.repeat(6_000)} ECID:1A2B SRNM:[F4GXKQ7N0D91]`,
    ];
    for (const text of hostile) expect(parseIbootString(text)).toEqual(NOTHING);
  });
});
