import type {
  AuthenticationResult,
  ClientCredentialRequest,
  ConfidentialClientApplication,
} from '@azure/msal-node';
import { SECRET } from '../../../core/connections.ts';
import { cause } from '../../../core/setup/checks.ts';
import { readCredential } from './credential.ts';
import { createConfidentialClient } from './msal-client.ts';
import { createMsalNetwork } from './msal-network.ts';
import { everyScopeOf } from './permissions.ts';
import {
  asNoBearer,
  asState,
  failureOfSignIn,
  NotSignedIn,
  type SignInFailure,
} from './sign-in-failure.ts';
import type { SignInState } from './sign-in-state.ts';
import type { MicrosoftSignIn, MicrosoftSignInOptions } from './sign-in.ts';
import { readTokenClaims } from './token-claims.ts';

/** The bench itself signs in, with a certificate or a secret, whenever something is to be sent. */
export function applicationSignIn(
  options: MicrosoftSignInOptions,
  state: SignInState,
): MicrosoftSignIn {
  const { tenant, clock, log } = options;
  const network = createMsalNetwork({ ...options, authority: tenant.authority });
  let client: Promise<ConfidentialClientApplication> | undefined;
  let isSignedOut = false;

  const acquire = async (skipCache: boolean): Promise<AuthenticationResult> => {
    client ??= openClient(options, network);
    return acquireFrom(await client, { scopes: [everyScopeOf(tenant)], skipCache });
  };
  function fail(error: unknown): SignInFailure {
    // Another credential may have been chosen when it is tried again.
    client = undefined;
    const failed = failureOfSignIn(error, { tenant, network, now: clock.now() });
    log(`Signing in at Microsoft as an application failed: ${failed.cause.code}`);
    state.become(asState(failed));
    return failed;
  }
  async function bearer(refused?: string): Promise<string> {
    if (isSignedOut) throw asNoBearer({ cause: cause('signedOut') });
    try {
      let result = await acquire(false);
      if (result.accessToken === refused) result = await acquire(true);
      tell(state, tenant.clientId, result);
      return result.accessToken;
    } catch (error) {
      throw asNoBearer(fail(error));
    }
  }
  return {
    bearer,
    state: state.current,
    async begin() {
      isSignedOut = false;
      client = undefined;
      // How it went stands in the state.
      await bearer().catch(() => undefined);
    },
    cancel: () => undefined,
    signOut() {
      isSignedOut = true;
      client = undefined;
      state.become({ kind: 'signedOut' });
      return Promise.resolve();
    },
    onChange: state.onChange,
  };
}

async function acquireFrom(
  client: ConfidentialClientApplication,
  request: ClientCredentialRequest,
): Promise<AuthenticationResult> {
  const result = await client.acquireTokenByClientCredential(request);
  if (!result) throw new NotSignedIn({ cause: cause('unexpectedAnswer') });
  return result;
}

async function openClient(
  { tenant, secrets }: MicrosoftSignInOptions,
  network: ReturnType<typeof createMsalNetwork>,
): Promise<ConfidentialClientApplication> {
  const kind = tenant.auth.kind === 'application' ? tenant.auth.credential : 'secret';
  const credential = readCredential(kind, await secrets.read(SECRET.microsoftCredential));
  if (!credential.ok) {
    throw new NotSignedIn({ cause: cause('credentialWrong'), detail: credential.error });
  }
  return createConfidentialClient({ tenant, network }, credential.value);
}

/** Only news is told: a bearer is asked for with every request. */
function tell(state: SignInState, clientId: string, { accessToken }: AuthenticationResult): void {
  const claims = readTokenClaims(accessToken);
  const known = state.current();
  const account = claims.account ?? clientId;
  const isKnown = known.kind === 'signedIn' && known.scopes.join() === claims.scopes.join();
  if (!isKnown) state.become({ kind: 'signedIn', account, scopes: [...claims.scopes] });
}
