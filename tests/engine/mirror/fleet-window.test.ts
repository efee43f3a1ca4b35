import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
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

const [first, second, third] = ['AAAA00001111', 'BBBB00002222', 'CCCC00003333'].map(aSerial);

function aSmallFleet() {
  const { mirror, clock } = temporaryMirror();
  if (!first || !second || !third) throw new Error('three serials');
  mirror.putAll([
    { serial: third, kind: 'hardware', fact: aFact(someHardware({ model: 'Mac mini (2024)' })) },
    { serial: first, kind: 'hardware', fact: aFact(someHardware({ imei: ['359999000001230'] })) },
    { serial: second, kind: 'hardware', fact: aFact(someHardware({ imei: ['490154203237518'] })) },
    { serial: first, kind: 'assignment', fact: aFact(anAssignment('S1')) },
    { serial: second, kind: 'identities', fact: aFact([anIdentity({ profileId: 'p1' })]) },
  ]);
  const service = { id: 'S1', organizationId: 'org', name: 'Intune PROD', type: 'MDM' };
  mirror.putTenant('services', aFact([service]));
  const profile = { id: 'p1', tokenId: 'token', name: 'Kiosk', platform: 'ios' as const };
  const unknowns = { awaitsConfiguration: null, isRemovalDisabled: null, requiresUser: null };
  mirror.putTenant('profiles', aFact([{ ...profile, ...unknowns }], START, 'intuneList'));
  return { mirror, clock };
}

function found(mirror: Mirror, search: string) {
  return mirror.window({ search, offset: 0, limit: 10 });
}

describe('a window of the fleet', () => {
  it('is sorted by serial', async () => {
    const { mirror } = aSmallFleet();
    const window = await mirror.window({ search: '', offset: 1, limit: 2 });
    expect(window).toEqual({ total: 3, matched: 3, serials: [second, third] });
  });

  it.each([
    ['part of a serial', 'bb0000', [second]],
    ['an IMEI', '0123', [first]],
    ['a model', 'MAC mini', [third]],
    ['the name of a service', 'intune', [first]],
    ['the name of a profile', ' kiosk ', [second]],
    ['nothing anywhere', 'zebra', []],
    ['a line break', '\n', [first, second, third]],
  ])('finds %s', async (_, search, serials) => {
    const { mirror } = aSmallFleet();
    expect(await found(mirror, search)).toEqual({ total: 3, matched: serials.length, serials });
  });

  it('counts all matches and shows the wanted ones', async () => {
    const { mirror } = aSmallFleet();
    const window = await mirror.window({ search: '0000', offset: 2, limit: 5 });
    expect(window).toEqual({ total: 3, matched: 3, serials: [third] });
  });

  it('knows a device that came after the index was built, and its new service', async () => {
    const { mirror } = aSmallFleet();
    await found(mirror, 'x');
    const late = aSerial('DDDD00004444');
    mirror.put(late, 'hardware', aFact(someHardware()));
    mirror.put(late, 'assignment', aFact(anAssignment('S1')));
    expect((await found(mirror, 'prod')).serials).toEqual([first, late]);
    expect((await found(mirror, 'dddd')).serials).toEqual([late]);
  });

  it('still answers after the index was dropped for want of searches', async () => {
    const { mirror, clock } = aSmallFleet();
    await found(mirror, 'aaaa');
    await clock.advance(5 * MINUTE + SECOND);
    expect((await found(mirror, 'aaaa')).serials).toEqual([first]);
  });

  it('does not hold devices of which nothing but an absence is known', async () => {
    const { mirror } = aSmallFleet();
    mirror.put(aSerial('EEEE00005555'), 'membership', aFact({ state: 'absent' as const }));
    expect(mirror.count()).toBe(3);
  });
});
