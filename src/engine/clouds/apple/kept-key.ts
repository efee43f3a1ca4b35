import { z } from 'zod';
import { SECRET, type Organization } from '../../../core/connections.ts';
import type { SecretStore } from '../../../core/ports.ts';

export type KeyOwner = Pick<Organization, 'id' | 'keyId'>;

/**
 * The key of an organization that belongs to its key ID; undefined when there is none. Key IDs are in the settings,
 * keys in the secret store: while both change, the store holds the keys of both IDs, so that after a crash at any
 * point the one that the settings name finds its own.
 */
export async function readKey(
  secrets: SecretStore,
  { id, keyId }: KeyOwner,
): Promise<string | undefined> {
  const kept = await secrets.read(SECRET.appleKey(id));
  const pairs = pairsIn(kept);
  return pairs ? pairs.find(([of]) => of === keyId)?.[1] : kept;
}

const pairsSchema = z.array(z.tuple([z.string(), z.string()]));
type Pairs = z.infer<typeof pairsSchema>;

/** A key beside the ID that it belongs to, as the store holds those of two IDs; nothing where there is no key. */
export function pairOf({ keyId }: KeyOwner, key: string | undefined): Pairs {
  return key === undefined ? [] : [[keyId, key]];
}

/** Undefined for the text of a key that stands alone. */
function pairsIn(kept: string | undefined): Pairs | undefined {
  try {
    return pairsSchema.parse(JSON.parse(kept ?? ''));
  } catch {
    return undefined;
  }
}
