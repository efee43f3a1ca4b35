import type { ResetRecordPage } from '../../contract/documents.ts';
import type { CustodyEvent, HappeningType } from '../../core/custody/event.ts';
import type { DeviceState } from '../../core/custody/fold.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { deviceStateOf } from '../desk/card.ts';
import type { Desk } from '../desk/desk.ts';

/** What belongs to the story of a reset. */
const OF_RESETS: readonly HappeningType[] = [
  'resetOrdered',
  'resetStarted',
  'deviceLeft',
  'deviceReturned',
  'resetAttested',
  'resetRecorded',
  'enrolled',
];

/**
 * The page of the newest reset record of a device; undefined while it has none. A record exists only with its
 * evidence, so nothing can be printed for a reset that nobody has seen or sworn to.
 */
export function resetRecordOf(desk: Desk, serial: SerialNumber): ResetRecordPage | undefined {
  const device = deviceStateOf(desk, serial);
  const record = device.resetRecord;
  const events = desk.ledger.eventsOf(serial);
  const event = events.find(({ id }) => id === record?.eventId);
  const place = record && desk.ledger.placeOf(record.eventId);
  if (!record || !place || event?.type !== 'resetRecorded') return undefined;
  const story = storyOf(events, event);
  const { checkpoint, ...where } = place;
  return {
    ...whatItIs(desk, device),
    level: record.level,
    operator: responsibleIn(story, event),
    startedAt: story.find(({ type }) => type === 'resetStarted')?.at,
    recordedAt: record.at,
    erasedAt: event.data.erasedAt,
    enrolled: enrolledIn(story),
    eraseStandard: desk.policy.eraseStandard,
    raw: event.data.raw,
    events: story,
    ledger: { bench: event.bench, eventId: event.id, ...where, checkpoint },
    madeAt: desk.clock.now(),
  };
}

function whatItIs(desk: Desk, { serial, ecid }: DeviceState) {
  const hardware = desk.mirror.fact(serial, 'hardware')?.value;
  return { serial, ecid, model: hardware?.model ?? '', family: hardware?.family ?? 'unknown' };
}

/** From the last beginning before the record to the first enrollment after it, within the same stay. */
function storyOf(events: readonly CustodyEvent[], record: CustodyEvent): CustodyEvent[] {
  const own = events.filter(
    ({ type, caseId }) => OF_RESETS.includes(type) && caseId === record.caseId,
  );
  const beginnings = own.filter(
    ({ type, id }) => (type === 'resetStarted' || type === 'resetOrdered') && id < record.id,
  );
  const from = beginnings.at(-1)?.id ?? own[0]?.id ?? record.id;
  const enrolled = own.find(({ type, id }) => type === 'enrolled' && id > record.id);
  return own.filter(({ id }) => id >= from && (id <= record.id || id === enrolled?.id));
}

/** Who answers for it: whoever swore to it, else who began it, else who ordered it. The record itself is the machine's. */
function responsibleIn(story: readonly CustodyEvent[], record: CustodyEvent): string {
  const acts = ['resetAttested', 'resetStarted', 'resetOrdered'] as const;
  const act = acts.map((wanted) => story.findLast(({ type }) => type === wanted)).find(Boolean);
  return (act ?? record).operator;
}

function enrolledIn(story: readonly CustodyEvent[]): ResetRecordPage['enrolled'] {
  const event = story.find(({ type }) => type === 'enrolled');
  if (event?.type !== 'enrolled') return undefined;
  return { profileName: event.data.profileName, at: event.data.cloudEnrolledAt };
}
