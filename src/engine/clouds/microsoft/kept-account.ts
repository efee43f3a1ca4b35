import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { cause } from '../../../core/setup/checks.ts';
import type { Task } from '../../../core/setup/permissions.ts';
import type { Attempt } from './attempt.ts';
import { signInByBrowser, signInByCode } from './interactive.ts';
import {
  cachedSession,
  createMsalCache,
  type CachedSession,
  type MsalCache,
} from './msal-cache.ts';
import { createPublicClient } from './msal-client.ts';
import { createMsalNetwork, type MsalNetwork } from './msal-network.ts';
import { scopesOf } from './permissions.ts';
import { failureOfSignIn, NotSignedIn, type SignInFailure } from './sign-in-failure.ts';
import type { SignInState } from './sign-in-state.ts';
import type { MicrosoftSignInOptions } from './sign-in.ts';

export interface Asking {
  readonly flow: 'browser' | 'deviceCode';
  readonly tasks: readonly Task[];
  readonly attempt: Attempt;
  readonly tell: SignInState['become'];
}

/** The one account of this bench, with its tokens in MSAL's hands. */
export interface KeptAccount {
  session(): CachedSession | undefined;
  /** Takes up what an earlier run has kept. */
  restore(): Promise<void>;
  signIn(asking: Asking): Promise<void>;
  /** A token, renewed when it is about to end or is the one that was refused. */
  token(refused?: string): Promise<string>;
  /** Entra wants to see the person again: until then nothing is asked of it. True when there was somebody. */
  leave(): boolean;
  forget(): Promise<void>;
  failureOf(error: unknown): SignInFailure;
}

interface Kept {
  readonly options: MicrosoftSignInOptions;
  readonly network: MsalNetwork;
  cache: MsalCache;
  client: Promise<PublicClientApplication> | undefined;
  session: CachedSession | undefined;
}

export function createKeptAccount(options: MicrosoftSignInOptions): KeptAccount {
  const { tenant, secrets, clock } = options;
  const network = createMsalNetwork({ ...options, authority: tenant.authority });
  const cache = createMsalCache(secrets);
  const kept: Kept = { options, network, cache, client: undefined, session: undefined };
  return {
    session: () => kept.session,
    async restore() {
      const text = await kept.cache.read().catch(() => undefined);
      kept.session ??= cachedSession(text, tenant.clientId);
    },
    signIn: (asking) => signIn(kept, asking),
    token: (refused) => tokenOf(kept, refused),
    leave() {
      const wasThere = kept.session !== undefined;
      kept.session = undefined;
      return wasThere;
    },
    async forget() {
      kept.session = undefined;
      kept.client = undefined;
      await kept.cache.forget().finally(() => {
        kept.cache = createMsalCache(secrets);
      });
    },
    failureOf: (error) => failureOfSignIn(error, { tenant, network, now: clock.now() }),
  };
}

async function signIn(kept: Kept, { flow, tasks, attempt, tell }: Asking): Promise<void> {
  const { options } = kept;
  const client = await clientOf(kept);
  // Nothing works without looking, and nothing is lost by granting more.
  const asked = scopesOf(options.tenant, ['watch', ...tasks]);
  const scopes = [...new Set([...asked, ...(kept.session ? graphScopes(kept.session) : [])])];
  const loginHint = kept.session?.account;
  const interaction = { options, client, attempt, scopes, loginHint, tell };
  const result = await (flow === 'browser' ? signInByBrowser : signInByCode)(interaction);
  if (attempt.isOver) return;
  take(kept, result);
  await leaveOthers(client, kept.session);
}

async function tokenOf(kept: Kept, refused: string | undefined): Promise<string> {
  const { session } = kept;
  const account = session && (await accountOf(kept, session));
  if (!account) throw new NotSignedIn({ cause: cause('signedOut') });
  const client = await clientOf(kept);
  const scopes = graphScopes(session);
  const cached = await client.acquireTokenSilent({ account, scopes });
  if (cached.accessToken !== refused) return take(kept, cached);
  return take(kept, await client.acquireTokenSilent({ account, scopes, forceRefresh: true }));
}

/** As they were granted: MSAL finds a token by the very words of its scopes. */
function graphScopes({ scopes }: CachedSession): string[] {
  return scopes.filter((scope) => scope.includes('DeviceManagement'));
}

async function accountOf(kept: Kept, session: CachedSession): Promise<AccountInfo | undefined> {
  const accounts = await (await clientOf(kept)).getAllAccounts();
  return accounts.find(({ homeAccountId }) => homeAccountId === session.homeAccountId);
}

function clientOf(kept: Kept): Promise<PublicClientApplication> {
  const { network, cache, options } = kept;
  kept.client ??= createPublicClient({ tenant: options.tenant, network }, cache.plugin);
  return kept.client;
}

function take(kept: Kept, { account, scopes, accessToken }: AuthenticationResult): string {
  if (account) {
    kept.session = { homeAccountId: account.homeAccountId, account: account.username, scopes };
  }
  return accessToken;
}

/** One bench, one account: somebody else who signs in takes its place. */
async function leaveOthers(
  client: PublicClientApplication,
  session: CachedSession | undefined,
): Promise<void> {
  const accounts = await client.getAllAccounts();
  const others = accounts.filter(({ homeAccountId }) => homeAccountId !== session?.homeAccountId);
  await Promise.all(others.map((account) => client.signOut({ account })));
}
