import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/core/time.ts';
import { aFact, anAssignment } from '../mirror/temporary-mirror.ts';
import { device, identityRow, managedRow, reply } from './small-clouds.ts';
import { five, four, one, openSmall, SERIALS, serviceOf, three, two } from './small-fleet.ts';

const PROFILE = '1c0a7e52-3b19-4d6f-8e05-c9a1f4d28b70';

describe('a list whose next pages lead in a circle', () => {
  it.each([
    ['Apple', '/orgDevices', (next: string) => ({ data: [], links: { next } })],
    ['Intune', '/importedAppleDeviceIdentities', graphPage],
  ])('at %s is given up, told, and takes nothing over', async (_, name, pageOf) => {
    const { mirror, clouds, run } = openSmall();
    let asked = 0;
    clouds.before = (path) => {
      if (!path.includes(name)) return undefined;
      asked += 1;
      const host = name.startsWith('/org') ? 'https://api-business.apple.com/v1' : GRAPH;
      return reply(200, pageOf(`${host}${name}?cursor=${asked % 3}`));
    };
    expect(await run()).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    expect(asked).toBeLessThan(10);
    expect(mirror.fact(one, name.startsWith('/org') ? 'membership' : 'identities')).toBeUndefined();
  });
});

const GRAPH = 'https://graph.microsoft.com/beta';

function graphPage(next: string) {
  return { value: [], '@odata.nextLink': next };
}

describe('a re-list', () => {
  it('is not seen before its list is complete, and then as a whole', async () => {
    const { mirror, clouds, run, clock } = openSmall();
    await run();
    Object.assign(clouds, { on: { A: [], B: SERIALS }, identities: { T: [], U: [] } });
    clouds.devices = SERIALS.map((each) => device(each));
    clouds.identities['T'] = SERIALS.map((each) =>
      identityRow(each, { requestedEnrollmentProfileId: PROFILE }),
    );
    const seen = new Set<string>();
    clouds.before = (path) => {
      if (path.startsWith('/mdmServers/B')) seen.add(`B ${servicesSeen()}`);
      if (path.includes('depOnboardingSettings/T/imported')) seen.add(`T ${profilesSeen()}`);
      return undefined;
    };
    const servicesSeen = () => SERIALS.map((each) => serviceOf(mirror, each)).join();
    const profilesSeen = () =>
      SERIALS.map((each) => mirror.fact(each, 'identities')?.value[0]?.profileId).join();
    await clock.advance(HOUR);
    await run();
    // A is complete and names nobody, B still says what it said; no page of the new B shows before its last.
    expect([...seen].toSorted()).toEqual(['B ,,,B,', 'T ,,,,']);
    expect([servicesSeen(), profilesSeen()]).toEqual([
      SERIALS.map(() => 'B').join(),
      SERIALS.map(() => PROFILE).join(),
    ]);
  });

  it('forgets an identity and an enrollment that are gone', async () => {
    const { mirror, clouds, run, runAgain, clock } = openSmall();
    await run();
    expect(mirror.fact(three, 'enrollments')?.value).toHaveLength(1);
    clouds.identities['T'] = [identityRow(one)];
    clouds.managed = [managedRow(one)];
    await clock.advance(DAY);
    await runAgain();
    expect(mirror.fact(three, 'identities')).toBeUndefined();
    expect(mirror.fact(three, 'enrollments')).toBeUndefined();
    expect(mirror.fact(one, 'identities')?.value).toHaveLength(1);
  });

  it('never calls a device absent that is missing in it: what is known ages', async () => {
    const { mirror, clouds, run, runAgain } = openSmall();
    await run();
    const before = mirror.fact(four, 'membership');
    clouds.devices = clouds.devices.filter(({ id }) => id !== four);
    await runAgain();
    expect(before?.value.state).toBe('member');
    expect(mirror.fact(four, 'membership')).toEqual(before);
    expect(mirror.fact(one, 'membership')?.observedAt).toBeGreaterThan(before?.observedAt ?? 0);
  });

  it('knows no place for a device that left its service and is on none of the lists', async () => {
    const { mirror, clouds, run, runAgain } = openSmall();
    await run();
    clouds.on = { A: [one, two], B: [four] };
    await runAgain();
    expect(mirror.fact(three, 'assignment')).toBeUndefined();
  });

  it('calls it unassigned only when the list of the organization does', async () => {
    const { mirror, clouds, run, runAgain } = openSmall();
    await run();
    expect(serviceOf(mirror, five)).toBeNull();
    clouds.on = { A: [one], B: [four] };
    clouds.devices = [device(two, { status: 'UNASSIGNED' }), device(three, { status: 'NEW_WORD' })];
    await runAgain();
    expect([serviceOf(mirror, two), serviceOf(mirror, three)]).toEqual([null, undefined]);
  });

  it('dates the move of a device whose place was unknown meanwhile', async () => {
    const { mirror, clouds, run, runAgain, clock } = openSmall();
    await run();
    clouds.on = { A: [one, two], B: [four] };
    await runAgain();
    clouds.on = { A: [one, two], B: [four, three] };
    await runAgain();
    const assignedAt = mirror.fact(three, 'assignment')?.value.assignedAt ?? 0;
    expect(clock.now() - assignedAt).toBeLessThan(HOUR);
    expect(mirror.fact(four, 'assignment')?.value.assignedAt).toBeUndefined();
  });

  it('never takes back what was asked of one device after its page', async () => {
    const { mirror, clouds, run, clock } = openSmall();
    await run();
    await clock.advance(HOUR);
    clouds.before = (path) => {
      if (path.startsWith('/orgDevices')) {
        const answer = aFact(anAssignment('B'), clock.now(), 'appleDevice');
        mirror.put(one, 'assignment', answer);
      }
      return undefined;
    };
    await run();
    expect(serviceOf(mirror, one)).toBe('B');
  });
});

describe('while it is listed', () => {
  it('a device that moves to a service whose list comes later is found there', async () => {
    const { mirror, clouds, run, runAgain } = openSmall();
    await run();
    clouds.before = (path) => {
      if (path.startsWith('/mdmServers/B')) clouds.on = { A: [two, three], B: [four, one] };
      return undefined;
    };
    await runAgain();
    expect(serviceOf(mirror, one)).toBe('B');
  });

  it('a device that moves to a service whose list came before is nowhere until it is asked for', async () => {
    const { mirror, clouds, run, runAgain } = openSmall();
    clouds.on = { A: [one, two], B: [four, three] };
    await run();
    clouds.before = (path) => {
      if (path.startsWith('/mdmServers/B')) clouds.on = { A: [one, two, three], B: [four] };
      return undefined;
    };
    await runAgain();
    expect(mirror.fact(three, 'assignment')).toBeUndefined();
  });

  it('two lists that disagree about a device say nothing of it', async () => {
    const { mirror, clouds, run } = openSmall();
    clouds.devices = [device(one, { status: 'UNASSIGNED' }), device(two)];
    await run();
    expect([serviceOf(mirror, one), serviceOf(mirror, two)]).toEqual([undefined, 'A']);
  });
});

describe('rows', () => {
  it('that come twice, on two pages, count once', async () => {
    const { mirror, clouds, run } = openSmall();
    clouds.on = { A: [one, two, one], B: [] };
    clouds.devices = [device(one), device(two), device(one)];
    clouds.identities['T'] = [identityRow(one), identityRow(two), identityRow(one)];
    await run();
    expect(mirror.fact(one, 'identities')?.value).toHaveLength(1);
    expect(mirror.count()).toBe(3);
  });

  it('of one serial on two pages are all kept, the deleted one marked as such', async () => {
    const { mirror, clouds, run } = openSmall();
    clouds.identities['T'] = [
      identityRow(one, { id: 'old', isDeleted: true }),
      identityRow(two),
      identityRow(one, { id: 'new' }),
    ];
    await run();
    const rows = mirror.fact(one, 'identities')?.value.map(({ id, isDeleted }) => [id, isDeleted]);
    expect(rows).toEqual([
      ['old', true],
      ['new', false],
    ]);
    const line = mirror.tally().find(({ tokenId }) => tokenId !== null);
    expect(line?.tokenId).toBe('T');
  });

  it.each([
    ['with its token in front', `T_${PROFILE}`, PROFILE],
    ['bare and in capitals', PROFILE.toUpperCase(), PROFILE],
    ['as null', null, null],
    ['as an empty text', '', null],
    ['as the zero GUID', '00000000-0000-0000-0000-000000000000', null],
  ])('carry their profile %s', async (_, written, profileId) => {
    const { mirror, clouds, run } = openSmall();
    clouds.identities['T'] = [identityRow(one, { requestedEnrollmentProfileId: written })];
    await run();
    expect(mirror.fact(one, 'identities')?.value[0]?.profileId).toBe(profileId);
  });

  it('that cannot be read, and words nobody knows, cost nothing else', async () => {
    const { mirror, clouds, run } = openSmall();
    const rows = [null, { id: 7 }, device(one, { productFamily: 'Ring', status: 'LOANED' })];
    Object.assign(clouds, { devices: rows, on: { A: [one, '', '../x'], B: [] } });
    clouds.identities['T'] = [identityRow('?'), identityRow(one, { enrollmentState: 'dreaming' })];
    expect((await run()).ok).toBe(true);
    const { hardware, assignment, identities } = mirror.device(one);
    expect([hardware?.value.family, assignment?.value.serviceId]).toEqual(['unknown', 'A']);
    expect(identities?.value[0]?.enrollmentState).toBe('unknown');
    expect(mirror.count()).toBe(3);
  });

  it('of the organization resolve IMEI, MEID and EID', async () => {
    const { mirror, clouds, run } = openSmall();
    const codes = { imei: ['359999000001230'], meid: ['35999900000123'], eid: '8'.repeat(32) };
    clouds.devices = [device(one), device(two, codes)];
    await run();
    expect(mirror.resolve({ kind: 'imei', value: '359999000001230' })).toEqual([two]);
    expect(mirror.resolve({ kind: 'meid', value: '35999900000123' })).toEqual([two]);
    expect(mirror.resolve({ kind: 'eid', value: '8'.repeat(32) })).toEqual([two]);
  });
});
