import type { Clock } from '../../../core/ports.ts';
import { failure, type Result } from '../../../core/result.ts';
import type { CauseCode } from '../../../core/setup/checks.ts';
import { MINUTE, SECOND, type Instant } from '../../../core/time.ts';
import type { SignInFailure } from './token-answer.ts';

type Attempt<T> = () => Promise<Result<T, SignInFailure>>;

/**
 * One sign-in at a time for any number of askers, and none too soon after one that failed: Apple punishes too many
 * (docs/protocol/apple-business.md#sign-in). Within the pause the last failure is the answer.
 */
export interface Pacing<T> {
  /** Who waits at the screen has perhaps mended something: only what Apple itself said holds them up. */
  run(attempt: Attempt<T>, isSomebodyWaiting: boolean): Promise<Result<T, SignInFailure>>;
}

const SHORTEST = 5 * SECOND;
const LONGEST = 5 * MINUTE;
/** Nothing reached Apple, so nothing was too much for it; the way there may be open again at any moment. */
const LONGEST_UNANSWERED = 10 * SECOND;
const UNANSWERED: ReadonlySet<CauseCode> = new Set([
  'unreachable',
  'hostUnknown',
  'tlsFailed',
  'timedOut',
  'proxyInTheWay',
]);

interface Pause {
  readonly failure: SignInFailure;
  readonly failures: number;
  readonly since: Instant;
  readonly until: Instant;
}

export function createPacing<T>(clock: Clock): Pacing<T> {
  let running: Promise<Result<T, SignInFailure>> | undefined;
  let pause: Pause | undefined;

  async function begin(attempt: Attempt<T>): Promise<Result<T, SignInFailure>> {
    const answer = await attempt();
    pause = answer.ok ? undefined : nextPause(answer.error, pause, clock.now());
    return answer;
  }
  async function afterShortWait(attempt: Attempt<T>): Promise<Result<T, SignInFailure>> {
    const wait = pause ? pause.since + SHORTEST - clock.now() : 0;
    if (wait > 0) await clock.sleep(Math.min(wait, SHORTEST));
    return begin(attempt);
  }
  return {
    run(attempt, isSomebodyWaiting) {
      if (running) return running;
      const isTooSoon = pause !== undefined && isWithin(pause, clock.now());
      const isTold = pause?.failure.retryAt !== undefined;
      if (pause && isTooSoon && (isTold || !isSomebodyWaiting)) {
        const { until } = pause;
        return Promise.resolve(failure({ ...pause.failure, retryAt: until }));
      }
      running = afterShortWait(attempt).finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

/** A clock that was set back to before the failure ends it. */
function isWithin({ since, until }: Pause, now: Instant): boolean {
  return now >= since && now < until;
}

/** Twice as long after every failure in a row, unless Apple says how long. */
function nextPause(failed: SignInFailure, last: Pause | undefined, now: Instant): Pause {
  const failures = (last?.failures ?? 0) + 1;
  const longest = UNANSWERED.has(failed.cause.code) ? LONGEST_UNANSWERED : LONGEST;
  const own = now + Math.min(longest, SHORTEST * 2 ** (failures - 1));
  return { failure: failed, failures, since: now, until: failed.retryAt ?? own };
}
