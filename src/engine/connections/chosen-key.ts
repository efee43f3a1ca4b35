import { z } from 'zod';
import { SECRET, type Organization } from '../../core/connections.ts';
import type { SecretStore } from '../../core/ports.ts';

type KeyOwner = Pick<Organization, 'id' | 'keyId'>;

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

/**
 * To be done before another key ID is on disk: puts the key for it beside the one of `known`. False when the store
 * refuses, and nothing may be changed.
 */
export async function prepareKey(
  secrets: SecretStore,
  known: KeyOwner | undefined,
  next: KeyOwner,
): Promise<boolean> {
  if (!known || known.keyId === next.keyId) return true;
  try {
    const old = await readKey(secrets, known);
    const chosen = (await secrets.read(SECRET.appleKeyDraft(next.id))) ?? old;
    const pairs = [pairOf(known, old), pairOf(next, chosen)].flat();
    if (pairs.length > 0) await secrets.write(SECRET.appleKey(next.id), JSON.stringify(pairs));
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts the key that was chosen for an organization, if one was, in the place of the one it had. False when the store
 * refuses it: it then holds for this run, and can be kept once more.
 */
export async function keepChosenKey(secrets: SecretStore, owner: KeyOwner): Promise<boolean> {
  const draft = SECRET.appleKeyDraft(owner.id);
  try {
    const chosen = await secrets.read(draft);
    if (chosen === undefined) return await keepAlone(secrets, owner);
    await secrets.write(SECRET.appleKey(owner.id), chosen);
    await secrets.remove(draft);
    return true;
  } catch {
    return false;
  }
}

/** Leaves of the keys of two IDs the one that is in force. One that stays beside it opens nothing here. */
export async function keepAlone(secrets: SecretStore, owner: KeyOwner): Promise<boolean> {
  const name = SECRET.appleKey(owner.id);
  try {
    const key = await readKey(secrets, owner);
    if (key !== undefined && key !== (await secrets.read(name))) await secrets.write(name, key);
    return true;
  } catch {
    return false;
  }
}

const pairsSchema = z.array(z.tuple([z.string(), z.string()]));
type Pairs = z.infer<typeof pairsSchema>;

function pairOf({ keyId }: KeyOwner, key: string | undefined): Pairs {
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
