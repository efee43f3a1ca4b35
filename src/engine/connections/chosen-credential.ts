import { SECRET, type Tenant } from '../../core/connections.ts';
import type { SecretStore } from '../../core/ports.ts';

const { microsoftCredential, microsoftCredentialDraft } = SECRET;

/**
 * Puts the certificate or secret that was chosen for this tenant, if one was, in the place of the one it had. False when
 * the store refuses it: it then holds for this run, and can be kept once more.
 */
export async function keepChosenCredential(
  secrets: SecretStore,
  { auth }: Tenant,
): Promise<boolean> {
  try {
    if (auth.kind === 'application') {
      const chosen = await secrets.read(microsoftCredentialDraft(auth.credential));
      if (chosen !== undefined) await secrets.write(microsoftCredential, chosen);
    }
    await Promise.all(discardCredentials(secrets));
    return true;
  } catch {
    return false;
  }
}

/** Gives up whatever was chosen and not kept. */
export function discardCredentials(secrets: SecretStore): readonly Promise<void>[] {
  const drafts = [microsoftCredentialDraft('certificate'), microsoftCredentialDraft('secret')];
  return drafts.map((name) => secrets.remove(name));
}
