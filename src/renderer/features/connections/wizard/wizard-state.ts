import type { Choices, ConnectionsView as Connected } from '../../../../contract/connections.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import type { TestReport } from '../../../../core/setup/checks.ts';
import type { Instant } from '../../../../core/time.ts';
import type { OrganizationDraft, TenantDraft } from './drafts.ts';
import type { PolicyEdit } from './policy-edits.ts';

export const STEP_NAMES = ['apple', 'microsoft', 'token', 'targets', 'profiles', 'ready'] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** A token that is being renewed. `keyFile`, `answerFile`: names of files, for the person to recognise. */
export interface TokenDraft {
  /** The account that was used at Apple this time. */
  readonly appleId: string;
  readonly keyFile: string | null;
  readonly answerFile: string | null;
}
export const EMPTY_TOKEN: TokenDraft = { appleId: '', keyFile: null, answerFile: null };

/**
 * Everything the wizard knows and everything that was typed into it. A `place` is the part of a page that asked:
 * what it waits for, what failed and what a test said are shown there and nowhere else.
 */
export interface WizardState {
  /** Undefined until what is kept was read: it opens where something is to be done. */
  readonly step: StepName | undefined;
  readonly connected: Connected | undefined;
  readonly choices: Choices | undefined;
  /** When the push certificate ends; null: not known. */
  readonly pushExpiresAt: Instant | null;
  readonly asking: ReadonlySet<string>;
  readonly failures: Readonly<Record<string, Failure>>;
  readonly reports: Readonly<Record<string, TestReport>>;
  /** The organization whose fields are open. */
  readonly openOrganization: string | undefined;
  readonly organizations: Readonly<Record<string, OrganizationDraft>>;
  readonly tenant: TenantDraft | undefined;
  readonly tokens: Readonly<Record<string, TokenDraft>>;
  /** The token whose renewal is open. */
  readonly openToken: string | undefined;
  /** Texts that were typed and not yet kept, by the place of their field. */
  readonly texts: Readonly<Record<string, string>>;
  /** Changes of the policy that the engine has not kept yet, oldest first. */
  readonly edits: readonly PolicyEdit[];
}

export const initialWizard: WizardState = {
  step: undefined,
  connected: undefined,
  choices: undefined,
  pushExpiresAt: null,
  asking: new Set(),
  failures: {},
  reports: {},
  openOrganization: undefined,
  organizations: {},
  tenant: undefined,
  tokens: {},
  openToken: undefined,
  texts: {},
  edits: [],
};
