import { describe, expect, it } from 'vitest';
import type { Connections } from '../../../src/core/connections.ts';
import { SERVICES } from '../../../src/sandbox/campaign/organization.ts';
import { faultyClouds, type FaultyClouds } from './faulty-clouds.ts';

const BUSINESS = /^BUSINESSAPI\./;

/** A bench at an Apple School Manager that says no more of a service than its list does. */
async function aSchoolBench(): Promise<FaultyClouds> {
  const bench = await faultyClouds({ change: asSchool });
  const body = JSON.stringify({ errors: [{ code: 'NOT_FOUND', title: 'No such resource' }] });
  for (const { id } of SERVICES) {
    const match = `GET https://api-business.apple.com/v1/mdmServers/${id}?`;
    bench.sandbox.world.faults.push({ match, kind: 'status', status: 404, body, times: Infinity });
  }
  return bench;
}

function asSchool(connections: Connections): Connections {
  return {
    ...connections,
    organizations: connections.organizations.map((organization) => ({
      ...organization,
      kind: 'school' as const,
      clientId: organization.clientId.replace(BUSINESS, 'SCHOOLAPI.'),
    })),
  };
}

const isForASchool = ({ request }: FaultyClouds['sockets']['sent'][number]) =>
  request.body?.includes('scope=school.api') === true;

describe('an Apple School Manager', () => {
  it('is signed in to as a school, and every device gets its verdict', async () => {
    const bench = await aSchoolBench();
    const { readyToReset, formerService, notInOrganization } = bench.sandbox.stories;
    const cards = [];
    for (const serial of [readyToReset, formerService, notInOrganization]) {
      cards.push(await bench.check(serial));
    }
    const told = cards.map(({ verdict }) => [verdict.lane, verdict.reasons[0]?.code]);
    expect(told).toEqual([
      ['clear', 'allGatesHold'],
      ['fix', 'onFormerService'],
      ['stop', 'notInOrganization'],
    ]);
    expect(bench.sockets.sent.some(isForASchool)).toBe(true);
  });

  it('is listed whole although it tells neither state nor last contact of a service', async () => {
    const bench = await aSchoolBench();
    const listed = await bench.through(bench.clouds.listing.run());
    expect(listed).toMatchObject({ ok: true, value: { isWhole: true } });
    const services = bench.mirror.tenant().services?.value ?? [];
    expect(services).toHaveLength(SERVICES.length);
    for (const service of services) {
      expect(service).not.toHaveProperty('status');
      expect(service).not.toHaveProperty('lastConnectedAt');
    }
    expect(bench.troubles()).toEqual([]);
  });
});
