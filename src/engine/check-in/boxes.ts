import { uuidv7 } from 'uuidv7';
import type { SessionView } from '../../contract/check-in.ts';
import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import type { Box, Session } from '../../core/sessions/fold.ts';
import type { Reply } from '../engine.ts';
import { keep, NO_DEVICE, openSession, type CheckIn } from './check-in.ts';
import { ofDevice } from './of-device.ts';
import { viewOf } from './tally.ts';

interface InBox {
  readonly sessionId: string;
  readonly boxId: string;
}

/** A new box, and the one that the next devices go into. */
export function openBox(
  checkIn: CheckIn,
  { sessionId, ...box }: { sessionId: string; name: string; destination?: string | undefined },
): Reply<SessionView> {
  const session = openSession(checkIn, sessionId);
  if (!session.ok) return session;
  const data = { sessionId, boxId: uuidv7(), ...box };
  return keptIn(checkIn, session.value, { type: 'boxOpened', data });
}

/** The next devices go into it. */
export function chooseBox(checkIn: CheckIn, { sessionId, boxId }: InBox): Reply<SessionView> {
  const found = findOpenBox(checkIn, { sessionId, boxId });
  if (!found.ok) return found;
  return keptIn(checkIn, found.value.session, { type: 'boxChosen', data: { sessionId, boxId } });
}

export function closeBox(checkIn: CheckIn, { sessionId, boxId }: InBox): Reply<SessionView> {
  const found = findOpenBox(checkIn, { sessionId, boxId });
  if (!found.ok) return found;
  return keptIn(checkIn, found.value.session, { type: 'boxClosed', data: { sessionId, boxId } });
}

export function placeBox(
  checkIn: CheckIn,
  { sessionId, boxId, place }: InBox & { readonly place: string },
): Reply<SessionView> {
  const found = findBox(checkIn, { sessionId, boxId });
  if (!found.ok) return found;
  const data = { sessionId, boxId, place };
  return keptIn(checkIn, found.value.session, { type: 'boxPlaced', data });
}

/** Puts a device that is in the session into another box that is still open. */
export function moveDevice(
  checkIn: CheckIn,
  { serial, ...where }: InBox & { readonly serial: SerialNumber },
): Reply<SessionView> {
  const found = findOpenBox(checkIn, where);
  if (!found.ok) return found;
  const { session } = found.value;
  if (!session.devices.has(serial)) return failure({ code: 'notInSession' });
  const about = ofDevice(checkIn, serial);
  return keptIn(checkIn, session, { type: 'movedToBox', data: where }, about);
}

function findOpenBox(checkIn: CheckIn, where: InBox) {
  const found = findBox(checkIn, where);
  return !found.ok || found.value.box.isOpen ? found : failure({ code: 'boxIsClosed' as const });
}

function findBox(
  checkIn: CheckIn,
  { sessionId, boxId }: InBox,
): Reply<{ session: Session; box: Box }> {
  const session = openSession(checkIn, sessionId);
  if (!session.ok) return session;
  const box = session.value.boxes.get(boxId);
  return box ? success({ session: session.value, box }) : failure({ code: 'unknownBox' });
}

/** Writes one event of a session and answers with what the session is then. */
export function keptIn(
  checkIn: CheckIn,
  session: Session,
  happening: Happening,
  about: Parameters<typeof keep>[1] = NO_DEVICE,
): Reply<SessionView> {
  const kept = keep(checkIn, about, happening);
  return kept.ok ? success(viewOf(checkIn, session)) : kept;
}
