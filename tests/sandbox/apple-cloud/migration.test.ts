import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { SERVICE } from '../../../src/sandbox/campaign/organization.ts';
import { SANDBOX_START } from '../../../src/sandbox/sandbox.ts';
import { APPLE, assignment, openTestBench, type TestBench } from '../bench.ts';

const ACTIVITIES = `${APPLE}/v1/orgDeviceActivities`;
const SCHEDULE = 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE';
const CHANGE = 'UPDATE_MDM_MIGRATION_DEADLINE';
const CANCEL = 'CANCEL_MDM_MIGRATION';
const DEADLINE = SANDBOX_START + 3 * DAY;

/** The body of one of the three, with its deadline. */
function body(type: string, serials: readonly string[], deadlineAt?: number) {
  const order = assignment(SERVICE.offices, serials, type);
  const metadata =
    deadlineAt === undefined
      ? {}
      : {
          activityTypeMetadata: {
            mdmMigrationDeadlineDateTime: new Date(deadlineAt).toISOString(),
          },
        };
  const { devices, mdmServer } = order.data.relationships;
  const relationships = type === SCHEDULE ? { devices, mdmServer } : { devices };
  const attributes = { ...order.data.attributes, ...metadata };
  return { data: { ...order.data, attributes, relationships } };
}

/** On the old service, and new enough to migrate. */
function capable(bench: TestBench): string {
  for (const device of bench.sandbox.world.state.devices.values()) {
    const { isMigrationCapable, serviceId, quirk, hardware } = device;
    const isOld = serviceId === SERVICE.oldMdm && device.lock === 'NONE';
    if (isMigrationCapable && isOld && !quirk && hardware.family === 'iPhone') {
      return hardware.serial;
    }
  }
  throw new Error('the sandbox has no device that could migrate');
}

async function statusOf(bench: TestBench, serial: string) {
  const { json } = await bench.get(`${APPLE}/v1/orgDevices/${serial}`);
  return json.in('data/attributes').value;
}

/** As Intune does once it has imported the serial and given it a profile. */
function giveProfile(bench: TestBench, serial: string): void {
  bench.sandbox.world.change(serial, (device) => (device.appleProfileId = 'profile'));
}

describe('a migration at Apple', () => {
  it('moves the device to its service and shows the deadline', async () => {
    const bench = openTestBench();
    const serial = capable(bench);
    const answer = await bench.post(ACTIVITIES, body(SCHEDULE, [serial], DEADLINE));
    expect(answer.status).toBe(201);
    await bench.clock.advance(MINUTE);
    expect(await statusOf(bench, serial)).toMatchObject({
      mdmMigrationStatus: 'REQUESTED',
      mdmMigrationDeadlineDateTime: new Date(DEADLINE).toISOString(),
    });
    expect(bench.sandbox.world.device(serial)?.serviceId).toBe(SERVICE.offices);
  });

  it('ends in Intune when a profile is there', async () => {
    const bench = openTestBench();
    const serial = capable(bench);
    await bench.post(ACTIVITIES, body(SCHEDULE, [serial], DEADLINE));
    await bench.clock.advance(MINUTE);
    giveProfile(bench, serial);
    await bench.clock.advance(3 * DAY + HOUR);
    expect(await statusOf(bench, serial)).toMatchObject({ mdmMigrationStatus: 'SUCCESS' });
    const rows = bench.sandbox.world.device(serial)?.enrollments ?? [];
    expect(rows.some(({ enrolledAt }) => enrolledAt > SANDBOX_START)).toBe(true);
  });

  it('fails at the deadline and locks the device when no profile is there', async () => {
    const bench = openTestBench();
    const serial = capable(bench);
    await bench.post(ACTIVITIES, body(SCHEDULE, [serial], DEADLINE));
    await bench.clock.advance(2 * DAY);
    expect(await statusOf(bench, serial)).toMatchObject({ mdmMigrationStatus: 'REQUESTED' });
    await bench.clock.advance(DAY + HOUR);
    expect(await statusOf(bench, serial)).toMatchObject({ mdmMigrationStatus: 'FAILED' });
    expect(bench.sandbox.world.device(serial)).toMatchObject({ lock: 'MDM' });
  });

  it('goes by the deadline that it was changed to', async () => {
    const bench = openTestBench();
    const serial = capable(bench);
    await bench.post(ACTIVITIES, body(SCHEDULE, [serial], DEADLINE));
    await bench.clock.advance(MINUTE);
    await bench.post(ACTIVITIES, body(CHANGE, [serial], DEADLINE + 5 * DAY));
    await bench.clock.advance(4 * DAY);
    expect(await statusOf(bench, serial)).toMatchObject({ mdmMigrationStatus: 'REQUESTED' });
    await bench.clock.advance(5 * DAY);
    expect(await statusOf(bench, serial)).toMatchObject({ mdmMigrationStatus: 'FAILED' });
  });

  it('that is cancelled is spoken of no more, and never happens', async () => {
    const bench = openTestBench();
    const serial = capable(bench);
    await bench.post(ACTIVITIES, body(SCHEDULE, [serial], DEADLINE));
    await bench.clock.advance(MINUTE);
    await bench.post(ACTIVITIES, body(CANCEL, [serial]));
    await bench.clock.advance(4 * DAY);
    expect(await statusOf(bench, serial)).not.toHaveProperty('mdmMigrationStatus');
  });

  it('that does not exist cannot be cancelled: the log says so', async () => {
    const bench = openTestBench();
    const serial = capable(bench);
    const { json } = await bench.post(ACTIVITIES, body(CANCEL, [serial]));
    await bench.clock.advance(MINUTE);
    const activity = await bench.get(`${ACTIVITIES}/${json.text('data/id')}`);
    expect(activity.json.at('data/attributes/subStatus')).toBe('COMPLETED_WITH_ERROR');
  });

  it.each([
    ['has passed', SANDBOX_START - HOUR, 409],
    ['is more than 90 days ahead', SANDBOX_START + 91 * DAY, 409],
    ['is not given', undefined, 422],
  ])('is refused when its deadline %s', async (_name, deadline, status) => {
    const bench = openTestBench();
    const answer = await bench.post(ACTIVITIES, body(SCHEDULE, [capable(bench)], deadline));
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('mdmMigrationDeadlineDateTime');
  });

  it('is refused as a whole for a device that cannot, and points at it', async () => {
    const bench = openTestBench();
    const serials = [capable(bench), bench.sandbox.stories.readyAppleTv];
    const answer = await bench.post(ACTIVITIES, body(SCHEDULE, serials, DEADLINE));
    expect(answer.status).toBe(409);
    expect(answer.json.at('errors/0/source/pointer')).toBe('/data/relationships/devices/data/1/id');
  });
});

describe('a release at Apple', () => {
  it('is no activity of the sandbox', async () => {
    const bench = openTestBench();
    const serial = capable(bench);
    const answer = await bench.post(ACTIVITIES, body('RELEASE_DEVICES', [serial]));
    expect(answer.status).toBe(422);
    expect(bench.sandbox.world.device(serial)?.releasedAt).toBeNull();
  });
});
