import { describe, expect, it } from 'vitest';
import { aSerial } from '../../mirror/temporary-mirror.ts';
import { scripted, valueOf } from '../cloud-bench.ts';

const serial = aSerial('F2LTESTA0001');
const cloudDeadlineAt = Date.UTC(2026, 11, 5, 17);
const mdmMigrationDeadlineDateTime = '2026-12-05T17:00:00.000Z';
const devices = { data: [{ type: 'orgDevices', id: serial }] };
const mdmServer = { data: { type: 'mdmServers', id: 'S' } };

describe('a migration at Apple', () => {
  it.each([
    [
      { kind: 'schedule', serviceId: 'S', cloudDeadlineAt },
      {
        attributes: {
          activityType: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE',
          activityTypeMetadata: { mdmMigrationDeadlineDateTime },
        },
        relationships: { mdmServer, devices },
      },
    ],
    [
      { kind: 'changeDeadline', cloudDeadlineAt },
      {
        attributes: {
          activityType: 'UPDATE_MDM_MIGRATION_DEADLINE',
          activityTypeMetadata: { mdmMigrationDeadlineDateTime },
        },
        relationships: { devices },
      },
    ],
    [
      { kind: 'cancel' },
      { attributes: { activityType: 'CANCEL_MDM_MIGRATION' }, relationships: { devices } },
    ],
  ] as const)('is told as its documents say: %j', async (order, data) => {
    const activity = { type: 'orgDeviceActivities', id: 'activity-1', attributes: {} };
    const { apple, sent } = scripted({ status: 201, body: { data: activity } });
    expect(valueOf(await apple.migrate(order, [serial]))).toBe('activity-1');
    const body: unknown = JSON.parse(sent[0]?.request.body ?? '');
    expect(body).toEqual({ data: { type: 'orgDeviceActivities', ...data } });
  });

  it('is not repeated after a server error: it may have happened', async () => {
    const { apple, sent } = scripted({ status: 503, body: {} });
    expect((await apple.migrate({ kind: 'cancel' }, [serial])).ok).toBe(false);
    expect(sent).toHaveLength(1);
  });
});
