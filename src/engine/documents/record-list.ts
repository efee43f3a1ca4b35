import type { DevicesMeant, NoRecord, RecordList } from '../../contract/documents.ts';
import type { CaseState } from '../../core/custody/fold.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import type { CheckIn } from '../check-in/check-in.ts';
import { deviceStateOf } from '../desk/card.ts';
import type { Desk } from '../desk/desk.ts';
import type { Reply } from '../engine.ts';
import { inTurns } from '../in-turns.ts';

/**
 * Which of these devices have a record of a reset, and why the others have none. Each is named once, so that whoever
 * takes the records over sees what is not among them.
 */
export async function recordListOf(
  checkIn: CheckIn,
  meant: DevicesMeant,
): Promise<Reply<RecordList>> {
  const found = devicesMeant(checkIn, meant);
  if (!found.ok) return found;
  const { serials, ...about } = found.value;
  const { desk } = checkIn;
  const devices: RecordList['devices'] = [];
  await inTurns([...new Set(serials)], (slice) => {
    for (const serial of slice) devices.push(lineOf(desk, serial));
  });
  return success({ ...about, bench: desk.ledger.bench, devices, madeAt: desk.clock.now() });
}

interface Found extends Pick<RecordList, 'session' | 'box'> {
  readonly serials: readonly SerialNumber[];
}

function devicesMeant({ sessions }: CheckIn, meant: DevicesMeant): Reply<Found> {
  if ('serials' in meant) return success(meant);
  const session = sessions.of(meant.sessionId);
  if (!session) return failure({ code: 'unknownSession' });
  const all = [...session.devices.values()];
  if (meant.boxId === undefined) {
    return success({ session: session.name, serials: all.map(({ serial }) => serial) });
  }
  const box = session.boxes.get(meant.boxId);
  if (!box) return failure({ code: 'unknownBox' });
  const { name, destination } = box;
  const inBox = all.filter(({ boxId }) => boxId === box.boxId).map(({ serial }) => serial);
  return success({ session: session.name, box: { name, destination }, serials: inBox });
}

function lineOf(desk: Desk, serial: SerialNumber): RecordList['devices'][number] {
  const { cases, resetRecord } = deviceStateOf(desk, serial);
  const model = desk.mirror.fact(serial, 'hardware')?.value.model ?? '';
  const [newest] = cases;
  if (!resetRecord) return { serial, model, lacks: lackOf(newest) };
  const { level, at: recordedAt, eventId } = resetRecord;
  const isOfEarlierStay = newest?.resetRecord?.eventId !== eventId;
  return { serial, model, record: { level, recordedAt, isOfEarlierStay } };
}

function lackOf(newest: CaseState | undefined): NoRecord {
  if (!newest) return 'neverHere';
  if (['started', 'gone', 'back'].includes(newest.reset.step)) return 'underWay';
  if (newest.setAside) return 'setAside';
  return newest.ordered ? 'ordered' : 'notBegun';
}
