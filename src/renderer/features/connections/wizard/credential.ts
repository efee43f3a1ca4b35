import { addresseeOf } from '../../../../core/connections.ts';
import { tenantOf } from './drafts.ts';
import { shownTenant } from './microsoft-actions.ts';
import type { WizardState } from './wizard-state.ts';

type Known = Pick<WizardState, 'tenant' | 'connected' | 'texts'>;

/** Whether the certificate or secret that is kept is for what is shown: for anything else the engine gives it up. */
export function isCredentialKept(known: Omit<Known, 'texts'>): boolean {
  const { connected } = known;
  const kept = connected?.connections.tenant;
  if (!kept || !connected.hasCredential) return false;
  return addresseeOf(kept) === addresseeOf(tenantOf(shownTenant(known)));
}

/** Nothing is kept that could not sign in: an application needs what it proves itself with. */
export function lacksCredential(known: Known): boolean {
  const { auth } = shownTenant(known);
  if (auth.kind !== 'application') return false;
  return known.texts[auth.credential] === undefined && !isCredentialKept(known);
}
