import type { Task } from '../../../core/setup/permissions.ts';
import { createAttempt, type Attempt } from './attempt.ts';
import { createKeptAccount, type KeptAccount } from './kept-account.ts';
import type { CachedSession } from './msal-cache.ts';
import { asNoBearer, asState, type SignInFailure } from './sign-in-failure.ts';
import type { SignInState } from './sign-in-state.ts';
import type { MicrosoftSignIn, MicrosoftSignInOptions } from './sign-in.ts';

/** A person signs in, and stays so until they sign out or Entra wants to see them again. */
export function delegatedSignIn(
  options: MicrosoftSignInOptions,
  state: SignInState,
): MicrosoftSignIn {
  const account = createKeptAccount(options);
  const show = shows(options, state, account);
  const restored = account.restore();
  const attempts = createAttempts({ options, state, account, show, restored });
  void restored.then(() => attempts.isRunning() || show.account());
  return {
    async bearer(refused) {
      await restored;
      try {
        return await account.token(refused);
      } catch (error) {
        const failed = account.failureOf(error);
        if (!failed.trouble && account.leave() && !attempts.isRunning()) show.failure(failed);
        throw asNoBearer(failed);
      }
    },
    state: state.current,
    begin: attempts.begin,
    cancel() {
      if (attempts.isRunning()) attempts.cancel();
      else show.account();
    },
    async signOut() {
      attempts.drop();
      // Nobody is signed in here any more, also where the store keeps what it was told to remove.
      await account.forget().finally(() => state.become({ kind: 'signedOut' }));
    },
    onChange: state.onChange,
  };
}

interface Attempting {
  readonly options: MicrosoftSignInOptions;
  readonly state: SignInState;
  readonly account: KeptAccount;
  readonly show: Shows;
  readonly restored: Promise<void>;
}

/** One attempt at a time: the latest speaks for itself, an earlier one ends without a word. */
function createAttempts({ options, state, account, show, restored }: Attempting) {
  let current: Attempt | undefined;

  function drop(): void {
    const own = current;
    current = undefined;
    own?.end('signInCancelled');
  }
  return {
    drop,
    isRunning: () => current !== undefined,
    cancel: () => current?.end('signInCancelled'),
    async begin(flow: 'browser' | 'deviceCode', tasks: readonly Task[]): Promise<void> {
      drop();
      const own = createAttempt(options.clock);
      current = own;
      await restored;
      const tell: SignInState['become'] = (next) => own.isOver || state.become(next);
      try {
        await Promise.race([own.ended, account.signIn({ flow, tasks, attempt: own, tell })]);
        if (current === own) show.account();
      } catch (error) {
        if (current === own) show.end(account.failureOf(error));
      } finally {
        own.close();
        if (current === own) current = undefined;
      }
    },
  };
}

type Shows = ReturnType<typeof shows>;

function shows(options: MicrosoftSignInOptions, state: SignInState, account: KeptAccount) {
  function showAccount(): void {
    const session = account.session();
    state.become(session ? signedIn(session) : { kind: 'signedOut' });
  }
  function showFailure(failed: SignInFailure): void {
    options.log(`Signing in at Microsoft failed: ${failed.cause.code}`);
    state.become(asState(failed));
  }
  return {
    account: showAccount,
    failure: showFailure,
    /** Who was signed in before and thought better of granting more simply goes on. */
    end(failed: SignInFailure): void {
      const isNoFailure =
        failed.cause.code === 'signInCancelled' && account.session() !== undefined;
      if (isNoFailure) showAccount();
      else showFailure(failed);
    },
  };
}

function signedIn({ account, scopes }: CachedSession) {
  const names = scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
  const own = names.filter((name) => name.startsWith('DeviceManagement'));
  return { kind: 'signedIn' as const, account, scopes: own };
}
