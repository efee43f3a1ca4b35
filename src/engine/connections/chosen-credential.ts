import { addresseeOf, SECRET, type Tenant } from '../../core/connections.ts';
import type { SecretStore } from '../../core/ports.ts';
import { keepCredential } from '../clouds/microsoft/kept-credential.ts';

const { microsoftCredential, microsoftCredentialDraft } = SECRET;

/**
 * Puts the certificate or secret that was chosen for this tenant, if one was, in the place of the one it had. False when
 * the store refuses it: it then holds for this run, and can be kept once more.
 */
export async function keepChosenCredential(secrets: SecretStore, tenant: Tenant): Promise<boolean> {
  try {
    const chosen = await chosenFor(secrets, tenant);
    if (chosen !== undefined) await keepCredential(secrets, tenant, chosen);
    await Promise.all(discardCredentials(secrets));
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives up the certificate or secret of `known` where `next` is another account or proves itself otherwise, unless one
 * was chosen to take its place. Rejects when the store refuses.
 */
export async function forgetOtherCredential(
  secrets: SecretStore,
  known: Tenant | null,
  next: Tenant,
): Promise<void> {
  if (known && addresseeOf(known) === addresseeOf(next)) return;
  if ((await chosenFor(secrets, next)) === undefined) await secrets.remove(microsoftCredential);
}

/** Gives up whatever was chosen and not kept. */
export function discardCredentials(secrets: SecretStore): readonly Promise<void>[] {
  const drafts = [microsoftCredentialDraft('certificate'), microsoftCredentialDraft('secret')];
  return drafts.map((name) => secrets.remove(name));
}

async function chosenFor(secrets: SecretStore, { auth }: Tenant): Promise<string | undefined> {
  if (auth.kind !== 'application') return undefined;
  return secrets.read(microsoftCredentialDraft(auth.credential));
}
