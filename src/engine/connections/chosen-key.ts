import { SECRET } from '../../core/connections.ts';
import type { SecretStore } from '../../core/ports.ts';
import { pairOf, readKey, type KeyOwner } from '../clouds/apple/kept-key.ts';

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
