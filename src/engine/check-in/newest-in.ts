import type { CustodyEvent, HappeningType } from '../../core/custody/event.ts';
import type { Session } from '../../core/sessions/fold.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Nearly always the first look is enough; another session may have been busy since. */
const LOOKS = [100, 2_000, 100_000] as const;

/** The newest events of these types in a session that pass, newest first, at most so many. */
export function newestIn(
  ledger: Ledger,
  { sessionId }: Pick<Session, 'sessionId'>,
  {
    types,
    most,
    passes = () => true,
  }: {
    readonly types: readonly HappeningType[];
    readonly most: number;
    readonly passes?: (event: CustodyEvent) => boolean;
  },
): CustodyEvent[] {
  for (const limit of LOOKS) {
    const events = ledger.newest(types, limit);
    const found = events.filter(
      (event) => 'sessionId' in event.data && event.data.sessionId === sessionId && passes(event),
    );
    if (found.length >= most || events.length < limit) return found.slice(0, most);
  }
  return [];
}
