import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { MigrationOrder } from './apple-cloud.ts';

/** The body of a plain assignment; it needs no unassignment before it (docs/protocol/apple-business.md#activities). */
export function assignmentOf(serviceId: string, serials: readonly SerialNumber[]): unknown {
  return activity({ activityType: 'ASSIGN_DEVICES' }, serials, serviceId);
}

/** The body of one of the three activities for a migration without a reset. */
export function migrationOf(order: MigrationOrder, serials: readonly SerialNumber[]): unknown {
  switch (order.kind) {
    case 'schedule':
      return activity(
        { activityType: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', ...deadline(order) },
        serials,
        order.serviceId,
      );
    case 'changeDeadline':
      return activity(
        { activityType: 'UPDATE_MDM_MIGRATION_DEADLINE', ...deadline(order) },
        serials,
      );
    case 'cancel':
      return activity({ activityType: 'CANCEL_MDM_MIGRATION' }, serials);
  }
}

function deadline({ cloudDeadlineAt }: { readonly cloudDeadlineAt: number }) {
  const mdmMigrationDeadlineDateTime = new Date(cloudDeadlineAt).toISOString();
  return { activityTypeMetadata: { mdmMigrationDeadlineDateTime } };
}

function activity(
  attributes: Readonly<Record<string, unknown>>,
  serials: readonly SerialNumber[],
  serviceId?: string,
): unknown {
  const mdmServer = { data: { type: 'mdmServers', id: serviceId } };
  return {
    data: {
      type: 'orgDeviceActivities',
      attributes,
      relationships: {
        ...(serviceId !== undefined && { mdmServer }),
        devices: { data: serials.map((id) => ({ type: 'orgDevices', id })) },
      },
    },
  };
}
