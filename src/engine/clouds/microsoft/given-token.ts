import type { SignIn } from '../../../contract/connections.ts';
import { cause } from '../../../core/setup/checks.ts';
import { asNoBearer } from './sign-in-failure.ts';
import type { SignInState } from './sign-in-state.ts';
import type { MicrosoftSignIn, MicrosoftSignInOptions } from './sign-in.ts';
import { readTokenClaims } from './token-claims.ts';

/** Shown for a token that does not say whose it is. */
const UNNAMED = 'RESETBENCH_GRAPH_TOKEN';

/** A token that another tool has got: used as it is, until it is over or Graph refuses it. Nothing can renew it. */
export function givenTokenSignIn(
  { givenToken, clock }: MicrosoftSignInOptions,
  state: SignInState,
): MicrosoftSignIn {
  let isGone = givenToken === undefined;
  const claims = readTokenClaims(givenToken ?? '');

  function look(): SignIn {
    if (isGone) return state.current();
    const isOver = claims.expiresAt !== undefined && claims.expiresAt <= clock.now();
    if (isOver) return { kind: 'failed', cause: cause('givenTokenExpired') };
    return { kind: 'signedIn', account: claims.account ?? UNNAMED, scopes: [...claims.scopes] };
  }
  function refuse(): void {
    isGone = true;
    state.become({ kind: 'failed', cause: cause('givenTokenExpired') });
  }
  return {
    bearer(refused) {
      if (refused !== undefined && refused === givenToken && !isGone) refuse();
      const isGood = look().kind === 'signedIn' && givenToken !== undefined && !isGone;
      if (isGood) return Promise.resolve(givenToken);
      return Promise.reject(asNoBearer({ cause: cause('givenTokenExpired') }));
    },
    state: look,
    begin: () => Promise.resolve(),
    cancel: () => undefined,
    signOut() {
      isGone = true;
      state.become({ kind: 'signedOut' });
      return Promise.resolve();
    },
    onChange: state.onChange,
  };
}
