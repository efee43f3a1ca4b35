import type { Status } from '../contract/status.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { say, type Language } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';

/** How far a long check is, on one line of the terminal; in a pipe nothing of it is written. */
export interface Progress {
  answered(): void;
  /** Clears the line, so that an answer can be printed in its place. */
  makeRoom(): void;
  end(): void;
}

/** Apple answers about 20 requests a minute (docs/protocol/apple-business.md#limits). */
const PER_REQUEST = 3 * SECOND;
/** Lock, assignment and the device itself. */
const REQUESTS_EACH = 3;
const LOOK_EVERY = 500;

export function showProgress(
  engine: Engine,
  { count, language }: { readonly count: number; readonly language: Language },
): Progress {
  let done = 0;
  if (!process.stderr.isTTY) return { answered: () => undefined, makeRoom, end: makeRoom };
  const timer = setInterval(() => void show(), LOOK_EVERY);

  async function show(): Promise<void> {
    const status = await engine.calls['status.read']({});
    if (!status.ok || done === count) return;
    const minutes = Math.ceil(remaining(status.value, count - done) / MINUTE);
    const line = say(language, 'cli.check.progress', { done, total: count, count: minutes });
    process.stderr.write(`\r\u001B[K${line}`);
  }
  return {
    answered() {
      done += 1;
    },
    makeRoom,
    end() {
      clearInterval(timer);
      makeRoom();
    },
  };
}

/** Milliseconds of the wall until all are answered, if the quota alone decides. */
export function remaining(
  { budgets, speed }: Pick<Status, 'budgets' | 'speed'>,
  open: number,
): number {
  const waiting = budgets
    .filter(({ cloud, kind }) => cloud === 'apple' && kind === 'read')
    .reduce((sum, budget) => sum + budget.waiting, 0);
  return (Math.max(waiting, open * REQUESTS_EACH) * PER_REQUEST) / (speed ?? 1);
}

function makeRoom(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
}
