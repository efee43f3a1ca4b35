import type { Queued } from '../../contract/campaign.ts';
import type { Card } from '../../contract/desk.ts';
import type { HappeningType } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import type { Question } from '../../core/verdict/verdict.ts';
import { deviceStateOf, verdictOf } from '../desk/card.ts';
import { caseViewOf } from '../desk/case-view.ts';
import { openCase } from '../desk/case.ts';
import type { Desk } from '../desk/desk.ts';
import type { Follow } from '../desk/follow.ts';
import { orderFile, type OrderFile, type OrderFormat } from '../documents/order-file.ts';
import type { Reply } from '../engine.ts';
import { inTurns } from '../in-turns.ts';
import type { Entry } from '../ledger/ledger-writer.ts';
import { eachOf } from './each-of.ts';
import { isSecondPerson } from './second-person.ts';
import { hasStandingOrder } from './standing-order.ts';

export interface ResetOrderRequest {
  readonly serials: readonly SerialNumber[];
  readonly format: OrderFormat;
  readonly approvedBy: string;
}

/**
 * The devices that may be erased right now, as an import file for the MDM that manages them today. Each is asked for
 * again; who is not clear is refused with the reason of its verdict. An order proves nothing: only when Intune shows
 * the device anew does it become a record of the weakest level (ordered-reset.ts).
 */
export async function orderReset(
  desk: Desk,
  follow: Follow,
  { serials, format, approvedBy }: ResetOrderRequest,
): Promise<Reply<Queued & { readonly file: OrderFile | null }>> {
  const { operator } = desk.state;
  if (!operator) return failure({ code: 'noOperator' });
  if (!isSecondPerson(operator, approvedBy)) return failure({ code: 'secondPersonNeeded' });
  const checked = await checkAgain(desk, follow, serials);
  const { sequence = 0 } = desk.ledger.newest(TURNS, 1)[0] ?? {};
  const { cards, refused } = await stillClear(desk, checked);
  const cases = await casesOf(desk, cards);
  // From here to the record nothing is waited for.
  refused.push(...followTurns(desk, cases, sequence));
  const lines = cards.filter(({ serial }) => cases.has(serial)).map(lineOf);
  if (lines.length === 0) return success({ queued: [], refused, file: null });
  const about = { orderedAt: desk.clock.now(), operator, approvedBy };
  const file = orderFile(format, lines, about);
  const queued = [...cases.keys()];
  // The enrollment is awaited first: a wait without an order does no harm, the other way round it would.
  desk.jobs.awaitEnrollments(queued);
  const order = { operator, approvedBy, reference: file.name };
  const kept = desk.ledger.appendAll([...cases].flatMap((each) => entriesOf(each, order)));
  return kept.ok ? success({ queued, refused, file }) : kept;
}

/** So few are asked for everything; of more, Apple's quota allows only what their verdicts ask for. */
const FEW = 20;
const OF_INTUNE: readonly Question[] = ['identities', 'enrollments'];
const EVERYTHING: readonly Question[] = ['device', 'assignment', 'lock', ...OF_INTUNE];

async function checkAgain(desk: Desk, follow: Follow, serials: readonly SerialNumber[]) {
  const begunAt = desk.clock.now();
  const cards: Card[] = [];
  const refused: Queued['refused'] = [];
  const distinct = [...new Set(serials)];
  const questions = distinct.length > FEW ? OF_INTUNE : EVERYTHING;
  await eachOf(distinct, async (serial) => {
    await desk.revalidation.ask(serial, questions, 'bench');
    const card = await follow.settle(serial, 'bench');
    const reason = whyNot(card, begunAt);
    if (reason === undefined) cards.push(card);
    else refused.push({ serial, reason });
  });
  return { cards, refused };
}

/** Asking thousands takes hours: who was clear at the beginning must be so now, when the hour of the file begins. */
async function stillClear(desk: Desk, checked: Awaited<ReturnType<typeof checkAgain>>) {
  const cards: Card[] = [];
  const refused = [...checked.refused];
  await inTurns(checked.cards, (slice) => {
    for (const card of slice) {
      const { serial } = card;
      const reason = whyNotNow(desk, serial);
      if (reason === undefined) cards.push(card);
      else refused.push({ serial, reason });
    }
  });
  return { cards, refused };
}

function whyNotNow(desk: Desk, serial: SerialNumber): string | undefined {
  const state = deviceStateOf(desk, serial);
  const { lane, reasons } = verdictOf(desk, serial, state);
  const isOrdered = hasStandingOrder(caseViewOf(desk, serial, state), desk.clock.now());
  if (isOrdered) return 'orderedAlready';
  return lane === 'clear' ? undefined : (reasons[0]?.code ?? 'identitiesOffline');
}

function whyNot({ verdict, facts }: Card, begunAt: number): string | undefined {
  if (verdict.lane !== 'clear') return verdict.reasons[0]?.code ?? 'identitiesOffline';
  // An answer that did not come left the older one in its place.
  const isReadNow = (facts.identities?.observedAt ?? -1) >= begunAt;
  return isReadNow ? undefined : 'identitiesOffline';
}

function lineOf({ serial, device }: Card) {
  return { serial, family: device.family, model: device.model };
}

type Cases = Map<SerialNumber, ReturnType<typeof openCase>>;

/**
 * Where the ledger is to remember the order. Reading thousands of cases takes its time; the bench goes on meanwhile.
 */
async function casesOf(desk: Desk, cards: readonly Card[]): Promise<Cases> {
  const cases: Cases = new Map();
  await inTurns(cards, (slice) => {
    for (const { serial } of slice) cases.set(serial, openCase(desk, serial, 'command'));
  });
  return cases;
}

const TURNS: readonly HappeningType[] = ['caseOpened', 'handedOver'];
/** More than most benches have within seconds. */
const USUAL_TURNS = 100;

/**
 * Scanned or plugged in meanwhile: the order belongs to the case that is open now. Handed over meanwhile: whoever has
 * the device by now must not lose what is on it. Gives those that are left out.
 */
function followTurns(desk: Desk, cases: Cases, since: number): Queued['refused'] {
  const turned = turnsSince(desk, since).flatMap(({ serial }) => {
    return serial && cases.has(serial) ? serial : [];
  });
  return [...new Set(turned)].flatMap((serial) => {
    const reason = whyNotNow(desk, serial);
    if (reason === undefined) cases.set(serial, openCase(desk, serial, 'command'));
    else cases.delete(serial);
    return reason === undefined ? [] : { serial, reason };
  });
}

/** All of them, however many there were. */
function turnsSince({ ledger }: Desk, since: number) {
  for (let limit = USUAL_TURNS; ; limit *= 2) {
    const turns = ledger.newest(TURNS, limit).filter(({ sequence }) => sequence > since);
    if (turns.length < limit) return turns;
  }
}

interface Order {
  readonly operator: string;
  readonly approvedBy: string;
  readonly reference: string;
}

function entriesOf(
  [serial, { caseId, opening }]: readonly [SerialNumber, ReturnType<typeof openCase>],
  { operator, ...order }: Order,
): readonly Entry[] {
  const ordered = { type: 'resetOrdered', data: { by: 'currentMdm', ...order } } as const;
  return [...opening, ordered].map((happening) => ({ serial, caseId, happening, operator }));
}
