import type { AuthenticationResult, ConfidentialClientApplication } from '@azure/msal-node';
import { cause } from '../../../core/setup/checks.ts';
import { readCredential } from './credential.ts';
import { readKeptCredential } from './kept-credential.ts';
import { createConfidentialClient } from './msal-client.ts';
import { createMsalNetwork, type MsalNetwork } from './msal-network.ts';
import { everyScopeOf } from './permissions.ts';
import { asNoBearer, asState, failureOfSignIn, NotSignedIn } from './sign-in-failure.ts';
import type { SignInState } from './sign-in-state.ts';
import type { MicrosoftSignIn, MicrosoftSignInOptions } from './sign-in.ts';
import { readTokenClaims } from './token-claims.ts';

/** The bench itself signs in, with a certificate or a secret, whenever something is to be sent. */
export function applicationSignIn(
  options: MicrosoftSignInOptions,
  state: SignInState,
): MicrosoftSignIn {
  const application = createApplication(options);
  let isSignedOut = false;

  async function bearer(refused?: string): Promise<string> {
    if (isSignedOut) throw asNoBearer({ cause: cause('signedOut') });
    try {
      const token = await application.token(refused);
      tell(state, options.tenant.clientId, token);
      return token;
    } catch (error) {
      const failed = application.failureOf(error);
      options.log(`Signing in at Microsoft as an application failed: ${failed.cause.code}`);
      state.become(asState(failed));
      throw asNoBearer(failed);
    }
  }
  return {
    bearer,
    state: state.current,
    async begin() {
      isSignedOut = false;
      application.forget();
      // How it went stands in the state.
      await bearer().catch(() => undefined);
    },
    cancel: () => undefined,
    signOut() {
      isSignedOut = true;
      application.forget();
      state.become({ kind: 'signedOut' });
      return Promise.resolve();
    },
    onChange: state.onChange,
  };
}

function createApplication(options: MicrosoftSignInOptions) {
  const { tenant, clock } = options;
  const network = createMsalNetwork({ ...options, authority: tenant.authority });
  let client: Promise<ConfidentialClientApplication> | undefined;

  async function acquire(skipCache: boolean): Promise<AuthenticationResult> {
    client ??= openClient(options, network);
    const request = { scopes: [everyScopeOf(tenant)], skipCache };
    const result = await (await client).acquireTokenByClientCredential(request);
    if (!result) throw new NotSignedIn({ cause: cause('unexpectedAnswer') });
    return result;
  }
  function forget(): void {
    client = undefined;
  }
  return {
    forget,
    async token(refused?: string): Promise<string> {
      const { accessToken } = await acquire(false);
      return accessToken === refused ? (await acquire(true)).accessToken : accessToken;
    },
    failureOf(error: unknown) {
      // Another credential may have been chosen when it is tried again.
      forget();
      return failureOfSignIn(error, { tenant, network, now: clock.now() });
    },
  };
}

async function openClient(
  { tenant, secrets }: MicrosoftSignInOptions,
  network: MsalNetwork,
): Promise<ConfidentialClientApplication> {
  const kind = tenant.auth.kind === 'application' ? tenant.auth.credential : 'secret';
  const credential = readCredential(kind, await readKeptCredential(secrets, tenant));
  if (!credential.ok) {
    throw new NotSignedIn({ cause: cause('credentialWrong'), detail: credential.error });
  }
  return createConfidentialClient({ tenant, network }, credential.value);
}

/** Only news is told: a bearer is asked for with every request. */
function tell(state: SignInState, clientId: string, token: string): void {
  const { account = clientId, scopes } = readTokenClaims(token);
  const known = state.current();
  const isKnown = known.kind === 'signedIn' && known.scopes.join() === scopes.join();
  if (!isKnown) state.become({ kind: 'signedIn', account, scopes: [...scopes] });
}
