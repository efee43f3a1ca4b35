import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { SERVICE } from '../../../src/sandbox/campaign/organization.ts';
import { aSerial } from '../mirror/temporary-mirror.ts';
import { failureOf, openCloudBench, runThrough, scripted, valueOf } from './cloud-bench.ts';

describe('the simulated Apple', () => {
  it('lists its services with their kinds', async () => {
    const { apple } = openCloudBench();
    const services = valueOf(await apple.listServices());
    expect(services).toHaveLength(6);
    expect(services.find(({ type }) => type === 'APPLE_CONFIGURATOR')).toEqual({
      id: SERVICE.configurator,
      organizationId: 'aldermoor',
      name: 'Apple Configurator',
      type: 'APPLE_CONFIGURATOR',
    });
  });

  it('lists its devices page by page', async () => {
    const { apple, sandbox } = openCloudBench();
    const first = valueOf(await apple.listDevices());
    expect([first.rows.length, first.next?.startsWith('https://api-business.apple.com/')]).toEqual([
      1_000,
      true,
    ]);
    const second = valueOf(await apple.listDevices(first.next));
    expect(second.rows[0]?.serial).not.toBe(first.rows[0]?.serial);
    const row = first.rows.find(({ hardware }) => hardware.imei.length > 0);
    const { imei, wifiMac, model } = sandbox.world.device(row?.serial ?? '')?.hardware ?? {};
    expect(row?.hardware).toMatchObject({ imei, wifiMacAddress: wifiMac, model });
  });

  it('says which devices are on a service', async () => {
    const { apple, sandbox } = openCloudBench();
    const page = valueOf(await apple.listServiceDevices(SERVICE.oldMdm));
    expect(page.rows).toContain(sandbox.stories.formerService);
  });

  it('knows a device, its service and its lock', async () => {
    const { apple, sandbox } = openCloudBench();
    const { readyToReset, notInOrganization } = sandbox.stories;
    expect(valueOf(await apple.readDevice(readyToReset))).toMatchObject({
      hardware: { family: 'iPhone' },
      deviceCheck: { releasedAt: null, migrationStatus: null },
    });
    expect(valueOf(await apple.readAssignment(readyToReset))).toBe(SERVICE.offices);
    expect(valueOf(await apple.readLock(readyToReset))).toBe('none');
    expect(valueOf(await apple.readDevice(notInOrganization))).toBe('absent');
  });

  it('assigns, reports and logs, and the device is on its new service soon after', async () => {
    const { apple, sandbox, clock } = openCloudBench();
    const { formerService } = sandbox.stories;
    const id = valueOf(await apple.assign(SERVICE.offices, [formerService]));
    expect(apple.postedAt(formerService)).toBe(clock.now());
    expect(valueOf(await apple.readActivity(id))).toMatchObject({
      status: 'IN_PROGRESS',
      logUrl: null,
    });
    await clock.advance(MINUTE);
    const over = valueOf(await apple.readActivity(id));
    expect([over.subStatus, typeof over.completedAt]).toEqual(['COMPLETED_WITH_SUCCESS', 'number']);
    const log = valueOf(await apple.readLog(over.logUrl ?? ''));
    expect(log).toEqual([{ serial: formerService, status: 'SUCCESS', subStatus: '' }]);
    expect(valueOf(await apple.readAssignment(formerService))).toBe(SERVICE.offices);
  });

  it('names the serials for which it refuses a batch', async () => {
    const { apple, sandbox } = openCloudBench();
    const { formerService, notInOrganization } = sandbox.stories;
    const failed = failureOf(
      await apple.assign(SERVICE.offices, [formerService, notInOrganization]),
    );
    expect(failed).toMatchObject({ kind: 'rejected', status: 409, offenders: [notInOrganization] });
  });

  it('is asked only once for a lock that it cannot tell', async () => {
    const { apple, sandbox, sent } = openCloudBench();
    const failed = failureOf(await apple.readLock(sandbox.stories.lockUnreadable));
    expect([failed.kind, sent.length]).toEqual(['serverError', 1]);
  });

  it('never sees more requests than its quota allows', async () => {
    const { apple, sandbox, clock } = openCloudBench();
    const serials = sandbox.world.campaign.entries
      .slice(0, 50)
      .map(({ device }) => device.hardware.serial);
    const answers = Promise.all(serials.map((serial) => apple.readAssignment(serial)));
    const kinds = (await runThrough(clock, answers)).map((answer) =>
      answer.ok ? 'ok' : answer.error.kind,
    );
    expect(new Set(kinds)).toEqual(new Set(['ok']));
  });
});

describe('what Apple may send as well', () => {
  const serial = aSerial('DMPZT0AAKXYZ');
  const device = (attributes: unknown) => ({
    body: { data: { type: 'orgDevices', id: serial, attributes } },
  });

  it('MAC addresses in a list, unknown fields, unknown families and states', async () => {
    const { apple } = scripted(
      device({
        productFamily: 'Hologram',
        deviceModel: null,
        productType: 'Holo1,1',
        wifiMacAddress: ['aa:bb:cc:00:11:22'],
        imei: null,
        eid: '',
        mdmMigrationStatus: 'PAUSED',
        newThing: { deep: [1] },
      }),
    );
    expect(valueOf(await apple.readDevice(serial))).toEqual({
      hardware: {
        family: 'unknown',
        model: 'Holo1,1',
        productType: 'Holo1,1',
        wifiMacAddress: 'AABBCC001122',
        imei: [],
        meid: [],
      },
      deviceCheck: {
        releasedAt: null,
        isMigrationCapable: null,
        migrationStatus: 'unknown',
        migrationDeadline: null,
      },
    });
  });

  it.each([
    ['null', { body: { data: null } }],
    ['an empty id', { body: { data: { type: 'mdmServers', id: '' } } }],
    ['a 404', { status: 404, body: { errors: [{ code: 'NOT_FOUND' }] } }],
  ])('%s for a device on no service', async (_, answer) => {
    expect(valueOf(await scripted(answer).apple.readAssignment(serial))).toBeNull();
  });

  it('a 404 that is not its own proves nothing', async () => {
    const { apple } = scripted({ status: 404, body: '<html>proxy</html>' });
    expect(failureOf(await apple.readDevice(serial)).kind).toBe('malformed');
  });

  it.each([
    [{ isLocked: false, lockType: 'NONE' }, 'none'],
    [{ isLocked: true, lockType: 'USER' }, 'user'],
    [{ isLocked: true, lockType: 'MDM' }, 'mdm'],
    [{ isLocked: true, lockType: 'CARRIER' }, 'unknownKind'],
    [{ isLocked: true, lockType: 'NONE' }, 'unknownKind'],
    [{ lockType: 'NONE' }, 'none'],
  ])('the lock %j is %s', async (attributes, state) => {
    expect(valueOf(await scripted(device(attributes)).apple.readLock(serial))).toBe(state);
  });

  it('a lock that says nothing is malformed', async () => {
    expect(failureOf(await scripted(device({})).apple.readLock(serial)).kind).toBe('malformed');
  });

  it.each([
    ['flat', { pointer: '/data/relationships/devices/data/1' }],
    ['nested', { jsonPointer: { pointer: '/data/relationships/devices/data/1/id' } }],
  ])('an error whose source is %s', async (_, source) => {
    const other = aSerial('J7QK2XW9LD');
    const { apple } = scripted({
      status: 409,
      body: { errors: [{ code: 'E', title: 'No', source }] },
    });
    expect(failureOf(await apple.assign('S', [serial, other]))).toMatchObject({
      code: 'E',
      detail: 'No',
      offenders: [other],
    });
  });

  it('rows that are no devices of ours are left out of a page', async () => {
    const rows = [
      { id: 'XABC123X0ABC123X0', attributes: {} },
      { id: serial.toLowerCase(), attributes: {} },
      7,
    ];
    const page = valueOf(await scripted({ body: { data: rows } }).apple.listDevices());
    expect(page.rows.map((row) => row.serial)).toEqual([serial]);
  });

  it('a list of services that never ends is malformed', async () => {
    const next = 'https://api-business.apple.com/v1/mdmServers?cursor=x';
    const { apple, clock } = scripted({ body: { data: [], links: { next } } });
    expect(failureOf(await runThrough(clock, apple.listServices())).kind).toBe('malformed');
  });
});
