import type { HandOffPage } from '../../contract/documents.ts';
import { failure, success } from '../../core/result.ts';
import type { CheckIn } from '../check-in/check-in.ts';
import { missingIn } from '../check-in/missing.ts';
import { lineOfSession, tallyOf } from '../check-in/tally.ts';
import type { Reply } from '../engine.ts';

/** As many lines as two people read before they sign. */
const LISTED = 500;

/** The page of a delivery, as it stands now. */
export function handOffPage(checkIn: CheckIn, sessionId: string): Reply<HandOffPage> {
  const { desk, manifests, sessions } = checkIn;
  const session = sessions.of(sessionId);
  if (!session) return failure({ code: 'unknownSession' });
  const signed = desk.ledger.checkpoint();
  const expectedRows = [...manifests.rowsOf(sessionId)];
  // By the lists as they are now: one may have come after the devices.
  const expected = new Set(expectedRows.map(({ serial }) => serial));
  const unexpected =
    session.manifests.length === 0
      ? []
      : [...session.devices.keys()].filter((serial) => !expected.has(serial));
  return success({
    session: lineOfSession(checkIn, session),
    tally: tallyOf(checkIn, session),
    manifests: session.manifests.map(({ source, rows }) => ({ source, rows })),
    unexpected: unexpected.slice(0, LISTED),
    missing: missingIn(session, expectedRows, LISTED),
    hazards: [...session.hazards],
    bench: desk.ledger.bench,
    ...(signed.ok && signed.value && { checkpoint: signed.value }),
    madeAt: desk.clock.now(),
  });
}
