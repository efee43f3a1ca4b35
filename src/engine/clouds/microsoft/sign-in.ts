import type { SignIn } from '../../../contract/connections.ts';
import type { Tenant } from '../../../core/connections.ts';
import type { Clock, Fetch, OpenBrowser, SecretStore } from '../../../core/ports.ts';
import type { Task } from '../../../core/setup/permissions.ts';
import { applicationSignIn } from './application-sign-in.ts';
import { delegatedSignIn } from './delegated-sign-in.ts';
import { givenTokenSignIn } from './given-token.ts';
import { createSignInState } from './sign-in-state.ts';

/** Who is signed in at Microsoft for one tenant. */
export interface MicrosoftSignIn {
  /**
   * A bearer for Graph; called with the one that was refused it gives another if it can. Rejects without a secret in
   * the text: with `NoBearer`, which tells a network that is down from a person who must sign in again.
   */
  bearer(refused?: string): Promise<string>;
  state(): SignIn;
  /** Asks a person to sign in, for these tasks and what was granted before. Resolves when it has ended, however. */
  begin(flow: 'browser' | 'deviceCode', tasks: readonly Task[]): Promise<void>;
  /** Ends an attempt; without one it takes a failure off the screen. */
  cancel(): void;
  /** Forgets the account here, its tokens included; rejects when the store does not remove what it kept of it. */
  signOut(): Promise<void>;
  onChange(listener: () => void): () => void;
}

export interface MicrosoftSignInOptions {
  readonly tenant: Tenant;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly openBrowser: OpenBrowser;
  /** A token that another tool has got; where there is one, nobody else is asked. */
  readonly givenToken?: string | undefined;
  readonly log: (line: string) => void;
}

/** The way of signing in that the tenant is set up for. */
export function createMicrosoftSignIn(options: MicrosoftSignInOptions): MicrosoftSignIn {
  const state = createSignInState();
  const kind = options.givenToken === undefined ? options.tenant.auth.kind : 'givenToken';
  switch (kind) {
    case 'givenToken':
      return givenTokenSignIn(options, state);
    case 'application':
      return applicationSignIn(options, state);
    case 'delegated':
      return delegatedSignIn(options, state);
  }
}
