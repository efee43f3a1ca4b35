import { z } from 'zod';
import { organizationSchema } from '../connections.ts';
import { targetIdFrom } from './entries.ts';

const text = z.string().trim().min(1).optional().catch(undefined);
/** What is too long for an id may be a key in a wrong place: ids are told, so it counts as none. */
const ownId = z.string().trim().pipe(organizationSchema.shape.id).optional().catch(undefined);

function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z.array(entry).catch([]);
}

const glimpseSchema = z
  .object({
    organizations: listOf(z.object({ id: ownId, privateKeyFile: text }).catch({})),
    tenant: z
      .object({
        auth: z
          .object({ kind: z.literal('application'), certificateFile: text, secretFile: text })
          .optional()
          .catch(undefined),
      })
      .catch({}),
    targets: listOf(
      z.object({ id: text, organizationId: text, serviceId: text, tokenId: text }).catch({}),
    ),
    policy: z
      .object({ groups: z.record(z.string(), z.object({ targetId: text }).catch({})).catch({}) })
      .catch({ groups: {} }),
  })
  .catch({ organizations: [], tenant: {}, targets: [], policy: { groups: {} } });

/**
 * The names that a settings file gives and those that it refers to, as far as they can be made out: whatever else is
 * wrong with it, so that everything that has to be mended can be told at once.
 */
export type Glimpse = z.infer<typeof glimpseSchema>;

export function glimpseOf(raw: unknown): Glimpse {
  return glimpseSchema.parse(raw);
}

/** The id of a target: its own, or what it is made of. Undefined while a part of it is missing. */
export function targetIdOf(target: Glimpse['targets'][number]): string | undefined {
  const { id, organizationId, serviceId, tokenId } = target;
  if (id !== undefined) return id;
  if (organizationId === undefined || serviceId === undefined || tokenId === undefined)
    return undefined;
  return targetIdFrom({ organizationId, serviceId, tokenId });
}
