import { describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../src/core/facts/device-facts.ts';
import { createIdentityMerge, mergeEnrollments } from '../../../src/engine/clouds/merge-rows.ts';
import { aFact, anIdentity, aSerial } from '../mirror/temporary-mirror.ts';

const serial = aSerial('DMPZT0AAKXYZ');
const progress = { startedAt: 100, stepStartedAt: 110 };

describe('the rows of a token', () => {
  const ofA = anIdentity({ id: '1', tokenId: 'A' });
  const ofB = anIdentity({ id: '2', tokenId: 'B' });
  const atA = { serial, list: 'A', askedAt: 120, progress };

  it('replace what an earlier pass knew under the same token', () => {
    const known = aFact([anIdentity({ id: 'old', tokenId: 'A' })], 50, 'intuneList');
    expect(createIdentityMerge()(known, [ofA], atA)).toEqual(aFact([ofA], 120, 'intuneList'));
  });

  it('join those of an earlier page of the same list', () => {
    const known = aFact(
      [anIdentity({ id: 'deleted', tokenId: 'A', isDeleted: true })],
      115,
      'intuneList',
    );
    expect(createIdentityMerge()(known, [ofA], atA).value.map(({ id }) => id)).toEqual([
      'deleted',
      '1',
    ]);
  });

  it('keep the fact old while rows of another token were not read in this pass', () => {
    const merge = createIdentityMerge();
    const known = aFact([ofB], 50, 'intuneList');
    const first = merge(known, [ofA], atA);
    expect([first.value, first.observedAt]).toEqual([[ofB, ofA], 51]);
    const second = merge(first, [ofB], { ...atA, list: 'B', askedAt: 130 });
    expect([second.value, second.observedAt]).toEqual([[ofA, ofB], 130]);
  });
});

describe('enrollments', () => {
  const row = (id: string, osVersion = '26') => ({ id, osVersion }) as Enrollment;
  const known = aFact([row('1'), row('2')], 50, 'intuneList');
  const place = { serial, list: 'enrollments', askedAt: 120, progress };

  it('of a complete list replace what was known', () => {
    const merged = mergeEnrollments(known, [row('2', '27')], { ...place, isComplete: true });
    expect(merged.value).toEqual([row('2', '27')]);
  });

  it('of a list of new ones add to it', () => {
    const merged = mergeEnrollments(known, [row('2', '27'), row('3')], {
      ...place,
      isComplete: false,
    });
    expect(merged.value).toEqual([row('1'), row('2', '27'), row('3')]);
  });
});
