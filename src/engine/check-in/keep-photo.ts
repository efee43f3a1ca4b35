import path from 'node:path';
import type { SessionView } from '../../contract/check-in.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import type { Reply } from '../engine.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openPhotoStore, type PhotoStore } from '../photos/photo-store.ts';
import { keptIn } from './boxes.ts';
import { openSession, type CheckIn } from './check-in.ts';
import { ofDevice } from './of-device.ts';

/** The pictures of this ledger. */
export function photosBeside({ database }: Ledger): PhotoStore {
  return openPhotoStore(path.join(path.dirname(database.location() ?? ''), 'photos'));
}

/** A picture of a device that is in the session: the file first, then the event, so that no event lacks its picture. */
export function keepPhoto(
  checkIn: CheckIn,
  about: {
    readonly sessionId: string;
    readonly serial: SerialNumber;
    /** Base64. */
    readonly jpeg: string;
    readonly note?: string | undefined;
  },
): Reply<SessionView> {
  const { sessionId, serial, jpeg, note } = about;
  const session = openSession(checkIn, sessionId);
  if (!session.ok) return session;
  if (!session.value.devices.has(serial)) return failure({ code: 'notInSession' });
  const kept = checkIn.photos.keep(Buffer.from(jpeg, 'base64'));
  if (!kept.ok) return kept;
  const data = { sessionId, ...kept.value, note };
  const device = ofDevice(checkIn, serial);
  return keptIn(checkIn, session.value, { type: 'photoTaken', data }, device);
}

export function readPhoto({ photos }: CheckIn, sha256: string): Reply<{ jpeg: string }> {
  const found = photos.read(sha256);
  return found.ok ? success({ jpeg: Buffer.from(found.value).toString('base64') }) : found;
}
