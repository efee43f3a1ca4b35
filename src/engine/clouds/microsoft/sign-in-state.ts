import type { SignIn } from '../../../contract/connections.ts';

/** How far the sign-in is, and who wants to hear of every change. */
export interface SignInState {
  current(): SignIn;
  become(next: SignIn): void;
  /** Gives back its own unsubscribe. */
  onChange(listener: () => void): () => void;
}

export function createSignInState(): SignInState {
  const listeners = new Set<() => void>();
  let current: SignIn = { kind: 'signedOut' };
  return {
    current: () => current,
    become(next) {
      current = next;
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
