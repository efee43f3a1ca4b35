import type { Expectation } from '../verdict/case-view.ts';

/**
 * What becomes of a device that is not at its target yet. `migrates`: it can move without a reset. `needsReset`: it
 * cannot, or nobody needs its data. `notAsked`: only Apple can say, and was never asked. `refused`: something else is in
 * the way.
 */
export const TRIAGE_CLASSES = ['migrates', 'needsReset', 'notAsked', 'refused'] as const;
export type TriageClass = (typeof TRIAGE_CLASSES)[number];

/** Why a device needs a reset; words stand under `ui.waves.cause.<code>`. */
export const RESET_CAUSES = ['sealedNew', 'noDataToKeep', 'notCapable'] as const;
export type ResetCause = (typeof RESET_CAUSES)[number];

export interface TriageInput {
  readonly expectation: Expectation | undefined;
  /** Apple's word; null: it said nothing of it, undefined: it was never asked. */
  readonly isMigrationCapable: boolean | null | undefined;
  /** What is in the way whatever Apple says; asked only where it decides. */
  readonly obstacle: () => string | undefined;
}

export type Triaged =
  | { readonly class: 'migrates' | 'notAsked' }
  | { readonly class: 'needsReset'; readonly reason: ResetCause }
  | { readonly class: 'refused'; readonly reason: string };

/** The manifest first: it is free, and data that nobody needs is no reason to ask Apple. */
export function triage({ expectation, isMigrationCapable, obstacle }: TriageInput): Triaged {
  if (expectation?.isSealedNew === true) return { class: 'needsReset', reason: 'sealedNew' };
  if (expectation?.keepsData === false) return { class: 'needsReset', reason: 'noDataToKeep' };
  // Of an attribute that is missing Apple promises nothing, and a device that cannot migrate may end up locked.
  const isKnown = isMigrationCapable !== undefined;
  if (isKnown && isMigrationCapable !== true) return { class: 'needsReset', reason: 'notCapable' };
  const reason = obstacle();
  if (reason !== undefined) return { class: 'refused', reason };
  return { class: isKnown ? 'migrates' : 'notAsked' };
}
