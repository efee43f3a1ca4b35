import type { Clock } from '../../../core/ports.ts';
import { HOUR } from '../../../core/time.ts';
import { expectLedgerFault } from '../../desk/despite-ledger.ts';

/** Often enough that the last line of a day is that day's. */
const AGAIN = HOUR;

/** Has today's line written now and again, whether or not somebody looks; gives back how to stop. */
export function keepDiary(clock: Clock, write: () => unknown): () => void {
  let cancel = clock.after(AGAIN, again);
  function again(): void {
    Promise.resolve()
      .then(write)
      .catch(expectLedgerFault)
      .finally(() => (cancel = isStopped ? cancel : clock.after(AGAIN, again)));
  }
  let isStopped = false;
  return () => {
    isStopped = true;
    cancel();
  };
}
