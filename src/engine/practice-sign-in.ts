import type { SignIn } from '../contract/connections.ts';
import { TASKS, type Task } from '../core/setup/permissions.ts';
import type { MicrosoftSignIn } from './clouds/microsoft/sign-in.ts';

const ACCOUNT = 'practice.admin@aldermoor.example';

/** The practice account of the sandbox: signed in from the start; who signs out can see what the bench says then. */
export function practiceSignIn(bearer: string): MicrosoftSignIn {
  const listeners = new Set<() => void>();
  let state: SignIn = signedIn(['watch', 'move']);
  const become = (next: SignIn): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    bearer: () =>
      state.kind === 'signedIn'
        ? Promise.resolve(bearer)
        : Promise.reject(new Error('nobody is signed in')),
    state: () => state,
    begin(_flow, tasks) {
      const known = state.kind === 'signedIn' ? state.scopes : [];
      const scopes = [...new Set([...known, ...tasks.flatMap((task) => TASKS[task])])];
      become({ kind: 'signedIn', account: ACCOUNT, scopes });
      return Promise.resolve();
    },
    cancel: () => undefined,
    signOut() {
      become({ kind: 'signedOut' });
      return Promise.resolve();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function signedIn(tasks: readonly Task[]): SignIn {
  return { kind: 'signedIn', account: ACCOUNT, scopes: tasks.flatMap((task) => TASKS[task]) };
}
