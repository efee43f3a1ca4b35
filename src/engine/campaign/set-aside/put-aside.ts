import type { Queued } from '../../../contract/campaign.ts';
import type { Happening } from '../../../core/custody/event.ts';
import type { SetAsideCause } from '../../../core/custody/set-aside.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { failure, success } from '../../../core/result.ts';
import { cardOf, deviceStateOf } from '../../desk/card.ts';
import { openCase } from '../../desk/case.ts';
import type { Desk } from '../../desk/desk.ts';
import { tell } from '../../desk/tell.ts';
import type { Reply } from '../../engine.ts';
import { inTurns } from '../../in-turns.ts';
import type { Entry } from '../../ledger/ledger-writer.ts';
import { asideIn, verdictInLine } from './aside-list.ts';

interface Putting {
  readonly serials: readonly SerialNumber[];
  readonly cause: SetAsideCause;
  readonly owner: string;
  readonly note?: string | undefined;
}

/** Takes each device out of the line. All that are taken are on disk when this returns. */
export async function putAside(desk: Desk, putting: Putting): Promise<Reply<Queued>> {
  const { serials, cause, owner, note } = putting;
  return eachSaid(desk, serials, (serial) => {
    if (cause !== 'verdict') return { type: 'setAside', data: { cause, owner, ...noted(note) } };
    const { lane, reasons } = verdictInLine(desk, serial);
    const reason = reasons[0]?.code;
    if (lane !== 'stop' || !reason) return 'notStopped';
    return { type: 'setAside', data: { cause, reason, owner, ...noted(note) } };
  });
}

/** Back into the line. */
export async function bringBack(
  desk: Desk,
  {
    serials,
    note,
  }: { readonly serials: readonly SerialNumber[]; readonly note?: string | undefined },
): Promise<Reply<Queued>> {
  return eachSaid(desk, serials, (serial) => {
    if (!asideIn(deviceStateOf(desk, serial).cases[0])) return 'notSetAside';
    return { type: 'broughtBack', data: noted(note) };
  });
}

type Refused = 'notStopped' | 'notSetAside';

async function eachSaid(
  desk: Desk,
  serials: readonly SerialNumber[],
  say: (serial: SerialNumber) => Happening | Refused,
): Promise<Reply<Queued>> {
  const { operator } = desk.state;
  if (!operator) return failure({ code: 'noOperator' });
  const entries: Entry[] = [];
  const queued: SerialNumber[] = [];
  const refused: Queued['refused'] = [];
  await inTurns([...new Set(serials)], (slice) => {
    for (const serial of slice) {
      const happening = say(serial);
      if (typeof happening === 'string') {
        refused.push({ serial, reason: happening });
        continue;
      }
      const { caseId, opening } = openCase(desk, serial, 'command');
      for (const each of [...opening, happening])
        entries.push({ serial, caseId, happening: each, operator });
      queued.push(serial);
    }
  });
  const kept = entries.length === 0 ? success([]) : desk.ledger.appendAll(entries);
  if (!kept.ok) return kept;
  tellShown(desk, queued);
  return success({ queued, refused });
}

/** Only who is on screen is told: the others are read when they are looked at. */
function tellShown(desk: Desk, serials: readonly SerialNumber[]): void {
  for (const serial of serials) {
    if (desk.state.sent.has(serial)) tell(desk, cardOf(desk, serial));
  }
}

function noted(note: string | undefined): { note?: string } {
  return note === undefined || note === '' ? {} : { note };
}
