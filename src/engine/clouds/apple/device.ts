import {
  deviceFamilySchema,
  type DeviceCheck,
  type Hardware,
} from '../../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { parsed, present } from '../http/lenient.ts';
import { deviceSchema, type DeviceResource } from './shapes.ts';

/** One line of the organization's device list. `status` says whether it is on some service, not on which. */
export interface OrganizationDevice {
  readonly serial: SerialNumber;
  readonly hardware: Hardware;
  readonly status: string;
}

export function readDeviceRow(row: unknown): OrganizationDevice | undefined {
  const resource = parsed(deviceSchema, row);
  if (!resource?.id) return undefined;
  return {
    serial: resource.id,
    hardware: hardwareOf(resource),
    status: resource.attributes.status ?? '',
  };
}

export function hardwareOf({ attributes }: DeviceResource): Hardware {
  const { productFamily, productType, deviceModel } = attributes;
  return {
    family: deviceFamilySchema.safeParse(productFamily).data ?? 'unknown',
    model: deviceModel ?? productType ?? productFamily ?? '',
    imei: attributes.imei,
    meid: attributes.meid,
    ...present({
      productType,
      partNumber: attributes.partNumber,
      wifiMacAddress: attributes.wifiMacAddress.map(normaliseMac)[0],
      eid: attributes.eid,
      addedAt: attributes.addedToOrgDateTime ?? undefined,
      purchaseSource: attributes.purchaseSourceType,
    }),
  };
}

function normaliseMac(mac: string): string {
  return mac.replaceAll(/[^0-9A-Fa-f]/g, '').toUpperCase();
}

const MIGRATION_STATUS = ['REQUESTED', 'STARTED', 'SUCCESS', 'FAILED'] as const;

/** Release and migration: filled only when the device is asked for by itself. */
export function deviceCheckOf({ attributes }: DeviceResource): DeviceCheck {
  const status = attributes.mdmMigrationStatus;
  return {
    releasedAt: attributes.releasedFromOrgDateTime,
    isMigrationCapable: attributes.isMdmMigrationCapable ?? null,
    migrationStatus:
      status === undefined
        ? null
        : (MIGRATION_STATUS.find((known) => known === status) ?? 'unknown'),
    migrationDeadline: attributes.mdmMigrationDeadlineDateTime,
  };
}
