import { describe, expect, it } from 'vitest';
import { SERVICE } from '../../../src/sandbox/campaign/organization.ts';
import { APPLE, openTestBench } from '../bench.ts';

describe('what Apple says of one device', () => {
  it('says where it is assigned', async () => {
    const { get, sandbox } = openTestBench();
    const serial = sandbox.stories.formerService;
    const linkage = await get(`${APPLE}/v1/orgDevices/${serial}/relationships/assignedServer`);
    const server = await get(`${APPLE}/v1/orgDevices/${serial}/assignedServer`);
    expect(linkage.json.at('data')).toEqual({ type: 'mdmServers', id: SERVICE.oldMdm });
    expect(server.json.at('data/attributes/serverName')).toBe('Fleetward MDM (old)');
  });

  it('says that a device is unassigned in three shapes, always the same for one serial', async () => {
    const { get, sandbox, clock } = openTestBench();
    const free = [...sandbox.world.state.devices.values()]
      .filter((device) => device.isMember && device.serviceId === null)
      .slice(0, 16);
    const shapes = new Set<string>();
    for (const { hardware } of free) {
      const { status, json } = await get(linkageOf(hardware.serial));
      await clock.advance(3_100);
      shapes.add(status === 404 ? '404' : JSON.stringify(json.at('data')));
    }
    expect(shapes).toEqual(new Set(['404', 'null', '{"type":"mdmServers","id":""}']));
  });

  it('tells release and migration only when asked for this one device', async () => {
    const { get, sandbox } = openTestBench();
    const released = await get(`${APPLE}/v1/orgDevices/${sandbox.stories.released}`);
    const moving = await get(`${APPLE}/v1/orgDevices/${sandbox.stories.migrationRequested}`);
    expect(released.json.at('data/attributes/releasedFromOrgDateTime')).toMatch(/^2026-11-/);
    expect(moving.json.at('data/attributes')).toMatchObject({
      isMdmMigrationCapable: true,
      mdmMigrationStatus: 'REQUESTED',
      mdmMigrationDeadlineDateTime: '2026-12-02T08:00:07.000Z',
    });
  });

  it('does not know a serial of another organization', async () => {
    const { get, sandbox } = openTestBench();
    const { status, json } = await get(
      `${APPLE}/v1/orgDevices/${sandbox.stories.notInOrganization}`,
    );
    expect([status, json.at('errors/0/status'), json.at('errors/0/code')]).toEqual([
      404,
      '404',
      'NOT_FOUND',
    ]);
  });

  it.each([
    ['readyToReset', { isLocked: false, lockType: 'NONE' }],
    ['lockedByUser', { isLocked: true, lockType: 'USER' }],
    ['lockedByMdm', { isLocked: true, lockType: 'MDM' }],
    ['lockedUnknownKind', { isLocked: true, lockType: 'INTERNAL' }],
  ] as const)('tells the Activation Lock of %s', async (story, expected) => {
    const { get, sandbox } = openTestBench();
    const { json } = await get(
      `${APPLE}/v1/orgDevices/${sandbox.stories[story]}/activationLockStatus`,
    );
    expect(json.at('data/attributes')).toEqual(expected);
  });

  it('fails to read the lock of a device in an internal state, every time', async () => {
    const { get, sandbox } = openTestBench();
    const url = `${APPLE}/v1/orgDevices/${sandbox.stories.lockUnreadable}/activationLockStatus`;
    expect([(await get(url)).status, (await get(url)).status]).toEqual([500, 500]);
  });

  it('names two services in turn for the device whose answers disagree', async () => {
    const { get, sandbox } = openTestBench();
    const url = linkageOf(sandbox.stories.answersDisagree);
    const answers = [(await get(url)).json.at('data/id'), (await get(url)).json.at('data/id')];
    expect(answers).toEqual([SERVICE.offices, SERVICE.oldMdm]);
  });
});

function linkageOf(serial: string): string {
  return `${APPLE}/v1/orgDevices/${serial}/relationships/assignedServer`;
}
