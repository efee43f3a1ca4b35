import type { CustodyEvent, Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import type { Session } from '../../core/sessions/fold.ts';
import { record, type Desk } from '../desk/desk.ts';
import type { Follow } from '../desk/follow.ts';
import type { Reply } from '../engine.ts';
import type { PhotoStore } from '../photos/photo-store.ts';
import type { ManifestStore } from './manifest-store.ts';
import type { Sessions } from './sessions.ts';

/** What the use cases of a check-in work with. */
export interface CheckIn {
  readonly desk: Desk;
  readonly follow: Follow;
  readonly sessions: Sessions;
  readonly manifests: ManifestStore;
  readonly photos: PhotoStore;
}

/** A session that still takes scans. */
export function openSession({ sessions }: CheckIn, sessionId: string): Reply<Session> {
  const session = sessions.of(sessionId);
  if (!session) return failure({ code: 'unknownSession' });
  return session.handOff ? failure({ code: 'sessionHandedOff' }) : success(session);
}

/** Writes to the ledger, all or nothing, and lets the sessions know. */
export function keep(
  { desk, sessions }: CheckIn,
  about: { readonly serial: SerialNumber | null; readonly caseId: string | null },
  ...happenings: readonly Happening[]
): Reply<CustodyEvent[]> {
  const kept = record(desk, about, ...happenings);
  if (kept.ok) sessions.took(kept.value);
  return kept;
}

/** About no device. */
export const NO_DEVICE = { serial: null, caseId: null } as const;
