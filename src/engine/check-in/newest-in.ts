import type { CustodyEvent, HappeningType } from '../../core/custody/event.ts';
import type { Session } from '../../core/sessions/fold.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Nearly always the first look is enough. */
const LOOKS = [100, 100_000] as const;

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
    const events = ledger.newestOfSession(sessionId, types, limit);
    const found = events.filter(passes);
    if (found.length >= most || events.length < limit) return found.slice(0, most);
  }
  return [];
}
