import { z } from 'zod';
import { addresseeOf, SECRET, type Tenant } from '../../../core/connections.ts';
import type { SecretStore } from '../../../core/ports.ts';

const { microsoftCredential } = SECRET;

/**
 * The certificate or secret with which this application signs in; undefined when there is none for it. It is kept with
 * whom it is for, so that also after a crash between the two, or where the store refuses to forget it, that of one
 * tenant is never sent to another. One from a settings file stands alone: both are given together.
 */
export async function readKeptCredential(
  secrets: SecretStore,
  tenant: Tenant,
): Promise<string | undefined> {
  const kept = await secrets.read(microsoftCredential);
  const pair = pairIn(kept);
  if (!pair) return kept;
  const [of, value] = pair;
  return of === addresseeOf(tenant) ? value : undefined;
}

/** Rejects when the store refuses it. */
export async function keepCredential(
  secrets: SecretStore,
  tenant: Tenant,
  value: string,
): Promise<void> {
  const pair: Pair = [addresseeOf(tenant), value];
  await secrets.write(microsoftCredential, JSON.stringify(pair));
}

const pairSchema = z.tuple([z.string(), z.string()]);
type Pair = z.infer<typeof pairSchema>;

/** Undefined for a credential that stands alone. */
function pairIn(kept: string | undefined): Pair | undefined {
  try {
    return pairSchema.parse(JSON.parse(kept ?? ''));
  } catch {
    return undefined;
  }
}
