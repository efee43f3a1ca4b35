import { z } from 'zod';
import { instant, parseInstant, serial, text, texts } from '../http/lenient.ts';

/*
 * What the Apple Business and School Manager API sends, read leniently
 * (docs/protocol/apple-business.md#device-attributes and the rest of that page).
 */

export const pageSchema = z.object({
  data: z.array(z.unknown()),
  links: z.object({ next: text }).catch({ next: undefined }),
});

const deviceAttributes = z.object({
  status: text,
  productFamily: text,
  deviceModel: text,
  productType: text,
  partNumber: text,
  wifiMacAddress: texts,
  imei: texts,
  meid: texts,
  eid: text,
  addedToOrgDateTime: instant,
  releasedFromOrgDateTime: instant,
  purchaseSourceType: text,
  isMdmMigrationCapable: z.boolean().nullish().catch(null),
  mdmMigrationStatus: text,
  mdmMigrationDeadlineDateTime: instant,
});

/** `id` is the serial number; the attribute of that name may be missing. */
export const deviceSchema = z.object({ id: serial, attributes: deviceAttributes });
export type DeviceResource = z.infer<typeof deviceSchema>;
export const oneDeviceSchema = z.object({ data: deviceSchema });

export const deviceLinkageSchema = z.object({ id: serial });

/** The list sends name and type alone; the rest comes from Business 2.1 on, of a service asked for by itself. */
const serviceAttributes = z.object({
  serverName: text,
  serverType: text,
  status: text,
  deviceCount: z.number().int().nonnegative().optional().catch(undefined),
  enableMdmDisownFlag: z.boolean().optional().catch(undefined),
  defaultProductFamilies: z.array(z.string()).optional().catch(undefined),
  /** Null: never. Missing: not said. */
  lastConnectedDateTime: z
    .unknown()
    .optional()
    .transform((value) => (value === undefined ? undefined : parseInstant(value))),
});

export const serviceSchema = z.object({
  id: z.string().min(1),
  attributes: serviceAttributes.catch(serviceAttributes.parse({})),
});
export type ServiceResource = z.infer<typeof serviceSchema>;
/** Some of them Apple sends only when they are asked for by name. */
export const SERVICE_FIELDS = Object.keys(serviceAttributes.shape).join(',');
export const oneServiceSchema = z.object({ data: serviceSchema });

/** "Not assigned" is null or an empty id; a 404 means the same for a device that exists. */
export const linkageSchema = z
  .object({ data: z.object({ id: text }).nullable() })
  .transform(({ data }) => data?.id ?? null);

const lockAttributes = z.object({
  isLocked: z.boolean().optional().catch(undefined),
  lockType: text,
});

/** `none` needs Apple to say so; what it names without our knowing the kind is a lock of unknown kind. */
export const lockSchema = z
  .object({ data: z.object({ attributes: lockAttributes }) })
  .transform(({ data }) => lockOf(data.attributes))
  .pipe(z.enum(['none', 'user', 'mdm', 'unknownKind']));

function lockOf({ isLocked, lockType }: z.infer<typeof lockAttributes>): string | undefined {
  switch (lockType) {
    case 'USER':
      return 'user';
    case 'MDM':
      return 'mdm';
    case 'NONE':
      return isLocked ? 'unknownKind' : 'none';
    case undefined:
      return isLocked === undefined ? undefined : isLocked ? 'unknownKind' : 'none';
    default:
      return 'unknownKind';
  }
}

const activityAttributes = z.object({
  status: text,
  subStatus: text,
  completedDateTime: instant,
  downloadUrl: text,
});

/** `completedDateTime` and `downloadUrl` come only when the activity is over. */
export const activitySchema = z
  .object({ data: z.object({ id: z.string().min(1), attributes: activityAttributes }) })
  .transform(({ data: { id, attributes } }) => ({
    id,
    reading: {
      status: attributes.status ?? '',
      subStatus: attributes.subStatus ?? '',
      completedAt: attributes.completedDateTime,
      logUrl: attributes.downloadUrl ?? null,
    },
  }));
