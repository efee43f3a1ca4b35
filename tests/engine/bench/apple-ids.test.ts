import { describe, expect, it } from 'vitest';
import {
  ecidOfUdid,
  normaliseEcid,
  normaliseUdid,
} from '../../../src/engine/bench/identity/apple-ids.ts';

describe('a UDID', () => {
  it('of the new form gets its dash and upper case', () => {
    const udid = '00008020-001869D82EBB002E';
    expect(normaliseUdid('00008020001869d82ebb002e')).toBe(udid);
    expect(normaliseUdid(udid.toLowerCase())).toBe(udid);
  });

  it('of the old form is lower case', () => {
    expect(normaliseUdid('ABCDEF0123456789ABCDEF0123456789ABCDEF01')).toBe(
      'abcdef0123456789abcdef0123456789abcdef01',
    );
  });

  it('is nothing else, least of all a path', () => {
    for (const text of [
      '',
      '../../../../etc/passwd',
      '0000802000186',
      'g'.repeat(40),
      `${'a'.repeat(40)}\n`,
    ]) {
      expect(normaliseUdid(text)).toBeUndefined();
    }
  });

  it('of the new form names the ECID, the old one does not', () => {
    expect(ecidOfUdid('00008020-001869D82EBB002E')).toBe('1869D82EBB002E');
    expect(ecidOfUdid('abcdef0123456789abcdef0123456789abcdef01')).toBeUndefined();
  });
});

describe('an ECID', () => {
  it('has one form however it was written', () => {
    for (const text of ['001869D82EBB002E', '1869d82ebb002e', '0x1869D82EBB002E']) {
      expect(normaliseEcid(text)).toBe('1869D82EBB002E');
    }
  });

  it('keeps all of its 64 bits', () => {
    expect(normaliseEcid('CAD01AC095BA1AD8')).toBe('CAD01AC095BA1AD8');
  });

  it('is not zero, not longer than 64 bits and not a word', () => {
    for (const text of ['', '0', '0000000000000000', '11869D82EBB002E00', 'ECID', '-1', '1E 2']) {
      expect(normaliseEcid(text)).toBeUndefined();
    }
  });
});
