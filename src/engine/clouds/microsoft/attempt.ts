import type { Clock } from '../../../core/ports.ts';
import { MINUTE } from '../../../core/time.ts';
import { SignInEnded } from './sign-in-failure.ts';

/** Nobody needs longer to sign in; a browser that was closed says nothing. */
const PATIENCE = 10 * MINUTE;

/** One attempt of a person to sign in, which can be ended from outside. */
export interface Attempt {
  readonly isOver: boolean;
  /** Rejects with `SignInEnded` when the attempt is ended. */
  readonly ended: Promise<never>;
  /** How whoever waits for the person is told that nobody will come; called at once when it is over already. */
  onEnd(stop: () => void): void;
  end(code: SignInEnded['code']): void;
  /** It has come to its own end: nothing more will happen to it. */
  close(): void;
}

export function createAttempt(clock: Clock): Attempt {
  let isOver = false;
  let stop = (): void => undefined;
  let reject: (reason: SignInEnded) => void = () => undefined;
  const ended = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  const stopClock = clock.after(PATIENCE, () => end('signInTimedOut'));
  // Whoever races with it hears of it; nobody else has to.
  ended.catch(() => undefined);

  function close(): void {
    isOver = true;
    stopClock();
  }
  function end(code: SignInEnded['code']): void {
    if (isOver) return;
    close();
    reject(new SignInEnded(code));
    stop();
  }
  return {
    get isOver() {
      return isOver;
    },
    ended,
    onEnd(how) {
      stop = how;
      if (isOver) how();
    },
    end,
    close,
  };
}
