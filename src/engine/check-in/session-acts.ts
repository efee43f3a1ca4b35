import { uuidv7 } from 'uuidv7';
import type { SessionView } from '../../contract/check-in.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import type { Condition } from '../../core/sessions/condition.ts';
import { NOBODY } from '../desk/desk.ts';
import type { Reply } from '../engine.ts';
import { keptIn } from './boxes.ts';
import { keep, NO_DEVICE, openSession, type CheckIn } from './check-in.ts';
import { ofDevice } from './of-device.ts';
import { viewOf } from './tally.ts';

/** A new batch begins. */
export function beginSession(
  checkIn: CheckIn,
  about: { readonly name: string; readonly expectedOn?: string | undefined },
): Reply<SessionView> {
  const sessionId = uuidv7();
  // The sessions so far are folded before this one is written, which then is taken in.
  checkIn.sessions.all();
  const data = { sessionId, ...about };
  const kept = keep(checkIn, NO_DEVICE, { type: 'sessionOpened', data });
  return kept.ok ? readSession(checkIn, sessionId) : kept;
}

export function readSession(checkIn: CheckIn, sessionId: string): Reply<SessionView> {
  const session = checkIn.sessions.of(sessionId);
  return session ? success(viewOf(checkIn, session)) : failure({ code: 'unknownSession' });
}

/** What the eye has seen of a device that is in the session. */
export function noteCondition(
  checkIn: CheckIn,
  about: {
    readonly sessionId: string;
    readonly serial: SerialNumber;
    readonly condition: Condition;
    readonly note?: string | undefined;
  },
): Reply<SessionView> {
  const { sessionId, serial, condition, note } = about;
  const session = openSession(checkIn, sessionId);
  if (!session.ok) return session;
  if (!session.value.devices.has(serial)) return failure({ code: 'notInSession' });
  const data = { sessionId, condition, note };
  const device = ofDevice(checkIn, serial);
  return keptIn(checkIn, session.value, { type: 'conditionNoted', data }, device);
}

/** The batch is over: its counts are written with who gave it and who took it, and the ledger is signed. */
export function handOff(
  checkIn: CheckIn,
  { sessionId, takenBy }: { readonly sessionId: string; readonly takenBy: string },
): Reply<SessionView> {
  const { desk } = checkIn;
  const session = openSession(checkIn, sessionId);
  if (!session.ok) return session;
  const handedBy = desk.state.operator ?? NOBODY;
  if (handedBy === NOBODY) return failure({ code: 'noOperator' });
  const data = { sessionId, handedBy, takenBy, counts: { ...session.value.counts } };
  const view = keptIn(checkIn, session.value, { type: 'sessionHandedOff', data });
  if (view.ok) desk.ledger.checkpoint();
  return view;
}
