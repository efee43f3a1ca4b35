import type {
  AuthenticationResult,
  DeviceCodeRequest,
  PublicClientApplication,
} from '@azure/msal-node';
import type { SignIn } from '../../../contract/connections.ts';
import { cause } from '../../../core/setup/checks.ts';
import { SECOND } from '../../../core/time.ts';
import type { Attempt } from './attempt.ts';
import { declineSignIn } from './loopback-answer.ts';
import { reachableAddress } from './msal-network.ts';
import { NotSignedIn } from './sign-in-failure.ts';
import type { MicrosoftSignInOptions } from './sign-in.ts';

interface Interaction {
  readonly options: MicrosoftSignInOptions;
  readonly client: PublicClientApplication;
  readonly attempt: Attempt;
  readonly scopes: readonly string[];
  /** Who is signed in already and only grants more. */
  readonly loginHint: string | undefined;
  readonly tell: (state: SignIn) => void;
}

/** Thrown inside MSAL where no browser can be opened. */
class NoBrowser extends Error {}

/** In the person's own browser, which comes back to a port of this machine; by code where there is no browser. */
export async function signInByBrowser(interaction: Interaction): Promise<AuthenticationResult> {
  const { options, client, attempt, scopes, loginHint, tell } = interaction;
  const { authority } = options.tenant;
  async function openBrowser(url: string): Promise<void> {
    attempt.onEnd(() => declineSignIn(url));
    if (attempt.isOver) throw new NoBrowser();
    const isOpen = await options.openBrowser(reachableAddress(url, authority));
    if (!isOpen) throw new NoBrowser();
  }
  tell({ kind: 'browser' });
  // Loaded here: the sentences of the whole app hang on it, of which the engine says no other.
  const { signInPage } = await import('./sign-in-page.ts');
  try {
    return await client.acquireTokenInteractive({
      scopes: [...scopes],
      openBrowser,
      successTemplate: signInPage('done'),
      errorTemplate: signInPage('failed'),
      // A bench is shared: whoever happens to be signed in in the browser is not taken without asking.
      ...(loginHint === undefined ? { prompt: 'select_account' } : { loginHint }),
    });
  } catch (error) {
    if (!(error instanceof NoBrowser) || attempt.isOver) throw error;
    return signInByCode(interaction);
  }
}

/** On any device with a browser: the person types a short code there. Conditional Access often forbids it. */
export async function signInByCode(interaction: Interaction): Promise<AuthenticationResult> {
  const { options, client, attempt, scopes, tell } = interaction;
  const request: DeviceCodeRequest = {
    scopes: [...scopes],
    deviceCodeCallback: ({ userCode, verificationUri, expiresIn }) => {
      // MSAL does not look whether it was given one: what Entra said instead is told.
      if (typeof userCode !== 'string') throw new Error('no code');
      if (attempt.isOver) return;
      const expiresAt = options.clock.now() + expiresIn * SECOND;
      const address = reachableAddress(verificationUri, options.tenant.authority);
      tell({ kind: 'deviceCode', userCode, address, expiresAt });
    },
  };
  attempt.onEnd(() => {
    request.cancel = true;
  });
  const result = await client.acquireTokenByDeviceCode(request);
  if (!result) throw new NotSignedIn({ cause: cause('unexpectedAnswer') });
  return result;
}
