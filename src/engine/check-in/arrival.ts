import type { Arrival } from '../../contract/check-in.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { ReceivedDevice, Session } from '../../core/sessions/fold.ts';
import { deviceStateOf, verdictOf } from '../desk/card.ts';
import type { CheckIn } from './check-in.ts';

/** Its migration is over: Intune has it, or it was handed over and has not come back to the bench since. */
export function isOver({ desk }: CheckIn, serial: SerialNumber): boolean {
  return verdictOf(desk, serial, deviceStateOf(desk, serial)).lane === 'done';
}

/** What the big card says of a device that was just scanned. `before`: as it was when it came first. */
export function arrivalOf(
  checkIn: CheckIn,
  session: Session,
  serial: SerialNumber,
  before: ReceivedDevice | undefined,
): Arrival {
  const { desk, manifests } = checkIn;
  const { lane, oldestFactAt } = verdictOf(desk, serial, deviceStateOf(desk, serial));
  const row = manifests.rowOf(session.sessionId, serial);
  return {
    model: desk.mirror.fact(serial, 'hardware')?.value.model ?? '',
    lane,
    factsFrom: oldestFactAt ?? null,
    row,
    isWrongBox: isWrongBox(session, row?.box),
    expectedBy: expectedBy(checkIn, session, serial),
    ...(before && { firstAt: before.at, firstBox: nameOfBox(session, before.boxId) }),
  };
}

/** Only where the boxes are the manifest's own: in a box of another kind everything may stand. */
function isWrongBox(session: Session, wanted: string | undefined): boolean {
  const open = nameOfBox(session, session.currentBoxId);
  return wanted !== undefined && open !== undefined && !isSameBox(open, wanted);
}

/** "BOX 3" and "box 3 – Munich" are one box: what comes after the dash is where it goes. */
export function isSameBox(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return (name.split(/\s+[–—-]\s+/)[0] ?? name).toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function nameOfBox({ boxes }: Session, boxId: string | null): string | undefined {
  return boxId === null ? undefined : boxes.get(boxId)?.name;
}

function expectedBy(
  { manifests, sessions }: CheckIn,
  { sessionId }: Session,
  serial: SerialNumber,
): string | undefined {
  if (manifests.rowOf(sessionId, serial)) return undefined;
  return manifests
    .sessionsExpecting(serial)
    .flatMap((id) => sessions.of(id) ?? [])
    .find((other) => !other.handOff)?.name;
}
