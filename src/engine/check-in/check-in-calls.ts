import { failure, success } from '../../core/result.ts';
import type { Handlers } from '../engine.ts';
import { chooseBox, closeBox, moveDevice, openBox, placeBox } from './boxes.ts';
import type { CheckIn } from './check-in.ts';
import { keepPhoto, readPhoto } from './keep-photo.ts';
import { createManifests } from './manifests.ts';
import { missingIn } from './missing.ts';
import { scanIn } from './scan-in.ts';
import { beginSession, handOff, noteCondition, readSession } from './session-acts.ts';
import { lineOfSession } from './tally.ts';
import { undoIn } from './undo-in.ts';

/** The calls of a batch check-in: the table of contents of this room. */
export function checkInCalls(checkIn: CheckIn) {
  const manifests = createManifests(checkIn);
  return {
    'checkIn.sessions': () =>
      success(checkIn.sessions.all().map((session) => lineOfSession(checkIn, session))),
    'checkIn.open': (input) => beginSession(checkIn, input),
    'checkIn.session': ({ sessionId }) => readSession(checkIn, sessionId),
    'checkIn.scan': (input) => scanIn(checkIn, input),
    'checkIn.undo': (input) => undoIn(checkIn, input),
    'checkIn.openBox': (input) => openBox(checkIn, input),
    'checkIn.chooseBox': (input) => chooseBox(checkIn, input),
    'checkIn.closeBox': (input) => closeBox(checkIn, input),
    'checkIn.placeBox': (input) => placeBox(checkIn, input),
    'checkIn.moveDevice': (input) => moveDevice(checkIn, input),
    'checkIn.keepPhoto': (input) => keepPhoto(checkIn, input),
    'checkIn.readPhoto': ({ sha256 }) => readPhoto(checkIn, sha256),
    'checkIn.note': (input) => noteCondition(checkIn, input),
    'checkIn.readManifest': (input) => manifests.read(input),
    'checkIn.takeManifest': (input) => manifests.take(input),
    'checkIn.missing': ({ sessionId, limit }) => {
      const session = checkIn.sessions.of(sessionId);
      const rows = checkIn.manifests.rowsOf(sessionId);
      return session
        ? success(missingIn(session, rows, limit))
        : failure({ code: 'unknownSession' });
    },
    'checkIn.handOff': (input) => handOff(checkIn, input),
  } satisfies Partial<Handlers>;
}
