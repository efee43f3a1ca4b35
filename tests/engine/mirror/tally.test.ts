import { describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../src/core/facts/device-facts.ts';
import { suggestTargets } from '../../../src/engine/connections/suggest-targets.ts';
import type { Mirror } from '../../../src/engine/mirror/mirror.ts';
import {
  aFact,
  anAssignment,
  anIdentity,
  aSerial,
  someHardware,
  START,
  temporaryMirror,
} from './temporary-mirror.ts';

const serial = aSerial('C02XK0AAJG5J');
const nth = (number: number) => aSerial(`DMPZT0A${String(number).padStart(5, '0')}`);

function anEnrollment(overrides: Partial<Enrollment> = {}): Enrollment {
  return {
    id: 'enrollment',
    enrolledAt: START,
    managementState: 'managed',
    managementAgent: 'mdm',
    enrollmentType: 'appleBulkWithUser',
    profileName: 'Offices iPhone',
    userPrincipalName: null,
    lastSyncAt: null,
    osVersion: null,
    ...overrides,
  };
}

const enrolled = (mirror: Mirror, ...rows: readonly Enrollment[]) => {
  mirror.put(serial, 'enrollments', aFact([...rows], START, 'intuneDevice'));
  const [line] = mirror.tally();
  return [line?.isEnrolled, line?.enrolledProfile];
};

describe('the tally', () => {
  it('counts devices by what they share', () => {
    const { mirror } = temporaryMirror();
    for (const number of [1, 2, 3]) {
      mirror.put(nth(number), 'hardware', aFact(someHardware()));
      mirror.put(nth(number), 'assignment', aFact(anAssignment(number === 3 ? null : 'A')));
    }
    mirror.put(nth(4), 'hardware', aFact(someHardware({ family: 'Mac' })));
    const membership = { state: 'member' as const, organizationId: 'org' };
    mirror.put(nth(4), 'membership', aFact(membership));
    const counted = mirror
      .tally()
      .map(({ count, family, organizationId, serviceId }) => [
        count,
        family,
        organizationId,
        serviceId,
      ]);
    expect(counted).toHaveLength(3);
    expect(counted).toEqual(
      expect.arrayContaining([
        [2, 'iPhone', null, 'A'],
        [1, 'iPhone', null, null],
        [1, 'Mac', 'org', undefined],
      ]),
    );
  });

  it('takes token and profile from the newest identity that is not deleted', () => {
    const { mirror } = temporaryMirror();
    const rows = [
      anIdentity({ id: '1', tokenId: 'old', createdAt: START }),
      anIdentity({ id: '2', tokenId: 'new', profileId: 'p', createdAt: START + 1 }),
      anIdentity({ id: '3', tokenId: 'gone', createdAt: START + 2, isDeleted: true }),
    ];
    mirror.put(serial, 'identities', aFact(rows, START, 'intuneDevice'));
    expect(mirror.tally()).toMatchObject([{ tokenId: 'new', profileId: 'p' }]);
  });

  it('calls enrolled what Intune manages after an automated enrollment', () => {
    const { mirror } = temporaryMirror();
    const old = anEnrollment({ id: 'old', enrolledAt: START - 1, profileName: 'Old' });
    expect(enrolled(mirror, old, anEnrollment())).toEqual([true, 'Offices iPhone']);
  });

  it.each([
    ['retired', { managementState: 'retirePending' }],
    ['of a compliance partner', { managementAgent: 'jamf' }],
    ['enrolled by its user', { enrollmentType: 'userEnrollment' }],
  ])('does not call enrolled what is %s', (_, row) => {
    expect(enrolled(temporaryMirror().mirror, anEnrollment(row))).toEqual([false, null]);
  });

  it('lets a device that was released go from its organization', () => {
    const { mirror } = temporaryMirror();
    const membership = { state: 'member' as const, organizationId: 'org' };
    mirror.put(serial, 'membership', aFact(membership, START));
    mirror.put(serial, 'membership', aFact({ state: 'absent' as const }, START + 1, 'appleDevice'));
    expect(mirror.tally()).toMatchObject([{ count: 1, organizationId: null }]);
  });

  it('counts again after a write that the disk took back', () => {
    const { mirror } = temporaryMirror();
    const poison = { serial, kind: 'hardware' as const, fact: aFact(someHardware(), Number.NaN) };
    const good = { serial, kind: 'assignment' as const, fact: aFact(anAssignment('A')) };
    expect(() => mirror.putAll([good, poison])).toThrow(/NOT NULL/);
    expect([mirror.count(), mirror.tally()]).toEqual([0, []]);
    mirror.putAll([good]);
    expect(mirror.tally()).toMatchObject([{ count: 1, serviceId: 'A' }]);
  });
});

describe('suggested targets', () => {
  const place = (mirror: Mirror, number: number, serviceId: string, tokenId?: string) => {
    const organizationId = 'org';
    mirror.put(nth(number), 'membership', aFact({ state: 'member' as const, organizationId }));
    mirror.put(nth(number), 'assignment', aFact({ organizationId, serviceId }));
    const identities = tokenId === undefined ? [] : [anIdentity({ tokenId })];
    mirror.put(nth(number), 'identities', aFact(identities, START, 'intuneList'));
  };

  it('are the pairs that share serials, the most shared first, with how many each lists', () => {
    const { mirror } = temporaryMirror();
    place(mirror, 1, 'A', 'T');
    place(mirror, 2, 'A', 'T');
    place(mirror, 3, 'A');
    place(mirror, 4, 'OLD', 'T');
    place(mirror, 5, 'OLD');
    expect(suggestTargets(mirror)).toEqual([
      {
        organizationId: 'org',
        serviceId: 'A',
        tokenId: 'T',
        shared: 2,
        onService: 3,
        underToken: 3,
      },
      {
        organizationId: 'org',
        serviceId: 'OLD',
        tokenId: 'T',
        shared: 1,
        onService: 2,
        underToken: 3,
      },
    ]);
  });

  it('are none without evidence', () => {
    const { mirror } = temporaryMirror();
    place(mirror, 1, 'A');
    mirror.put(nth(2), 'identities', aFact([anIdentity({ tokenId: 'T' })], START, 'intuneList'));
    expect(suggestTargets(mirror)).toEqual([]);
  });
});
