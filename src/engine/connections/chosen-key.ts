import { SECRET } from '../../core/connections.ts';
import type { SecretStore } from '../../core/ports.ts';

/**
 * Puts the key that was chosen for an organization, if one was, in the place of the one it had. False when the store
 * refuses it: it then holds for this run, and can be kept once more.
 */
export async function keepChosenKey(
  secrets: SecretStore,
  organizationId: string,
): Promise<boolean> {
  const draft = SECRET.appleKeyDraft(organizationId);
  try {
    const chosen = await secrets.read(draft);
    if (chosen === undefined) return true;
    await secrets.write(SECRET.appleKey(organizationId), chosen);
    await secrets.remove(draft);
    return true;
  } catch {
    return false;
  }
}
