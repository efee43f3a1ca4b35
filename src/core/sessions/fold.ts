import { answerByType, type ByType } from '../custody/by-type.ts';
import type { CustodyEvent } from '../custody/event.ts';
import type { CodeKind } from '../identifiers/code.ts';
import type { SerialNumber } from '../identifiers/serial-number.ts';
import type { Instant } from '../time.ts';
import { isHazard, type Condition } from './condition.ts';
import { isArrival, OUTCOMES, type CountedOutcome, type Outcome } from './outcome.ts';

/** A device that came in a session, and what was seen of it. */
export interface ReceivedDevice {
  readonly serial: SerialNumber;
  /** The event of its first scan: whoever takes that back takes the device out of the session. */
  readonly eventId: string;
  readonly outcome: Outcome;
  readonly at: Instant;
  readonly operator: string;
  boxId: string | null;
  readonly conditions: { readonly condition: Condition; readonly note?: string | undefined }[];
  /** The pictures of it, by the SHA-256 of each. */
  readonly photos: string[];
  /** The other barcodes of its label. */
  readonly codes: { readonly kind: CodeKind; readonly text: string }[];
}

export interface Box {
  readonly boxId: string;
  readonly name: string;
  readonly destination?: string | undefined;
  place?: string;
  isOpen: boolean;
}

export interface Manifest {
  readonly manifestId: string;
  readonly source: string;
  readonly rows: number;
  readonly at: Instant;
}

export interface HandOff {
  readonly handedBy: string;
  readonly takenBy: string;
  readonly at: Instant;
}

/**
 * One batch check-in as its events tell it. It grows with each event: ten thousand scans are not folded anew for the
 * next one. `counts` add up to the scans that name a device or should have; extra barcodes are in none of them.
 */
export interface Session {
  readonly sessionId: string;
  readonly name: string;
  readonly expectedOn?: string | undefined;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly manifests: Manifest[];
  readonly boxes: Map<string, Box>;
  readonly devices: Map<SerialNumber, ReceivedDevice>;
  readonly counts: Record<CountedOutcome, number>;
  /** How many devices are in each box; null: in none. */
  readonly inBox: Map<string | null, number>;
  /** Devices that must be set apart. */
  readonly hazards: Set<SerialNumber>;
  /** The device that came last. */
  newestSerial?: SerialNumber;
  /** The box that the next device goes into. */
  currentBoxId: string | null;
  handOff?: HandOff;
}

export type SessionOpening = Extract<CustodyEvent, { type: 'sessionOpened' }>;

export function beginSession({ data, at, operator }: SessionOpening): Session {
  return {
    ...data,
    openedAt: at,
    openedBy: operator,
    manifests: [],
    boxes: new Map(),
    devices: new Map(),
    counts: { new: 0, alreadyHere: 0, doneBefore: 0, notExpected: 0, notSerial: 0 },
    inBox: new Map(),
    hazards: new Set(),
    currentBoxId: null,
  };
}

/** Takes in the next event of this session, in the order of the ledger. An undo needs the whole fold anew. */
export function takeIn(session: Session, event: CustodyEvent): void {
  answerByType(changesOf(session), event);
}

/** The session from all its events, oldest first, without those that were taken back; undefined if none is left. */
export function foldSession(
  events: readonly CustodyEvent[],
  takenBack: ReadonlySet<string>,
): Session | undefined {
  const [opening, ...rest] = events.filter(({ id }) => !takenBack.has(id));
  if (opening?.type !== 'sessionOpened') return undefined;
  const session = beginSession(opening);
  for (const event of rest) takeIn(session, event);
  return session;
}

/** How many scans the counts tell of. */
export function scannedIn({ counts }: Pick<Session, 'counts'>): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

const changes = new WeakMap<Session, ByType<void>>();

/** One table per session: the way of a scan builds nothing anew. */
function changesOf(session: Session): ByType<void> {
  const known = changes.get(session);
  if (known) return known;
  const made = { ...changesOfFrame(session), ...changesOfDevices(session) };
  changes.set(session, made);
  return made;
}

function changesOfFrame(session: Session): ByType<void> {
  return {
    manifestTaken: ({ at, data: { manifestId, source, rows } }) => {
      session.manifests.push({ manifestId, source, rows, at });
    },
    boxOpened: ({ data: { boxId, name, destination } }) => {
      session.boxes.set(boxId, { boxId, name, destination, isOpen: true });
      session.currentBoxId = boxId;
    },
    boxChosen: ({ data: { boxId } }) => {
      if (session.boxes.get(boxId)?.isOpen) session.currentBoxId = boxId;
    },
    boxClosed: ({ data: { boxId } }) => {
      const box = session.boxes.get(boxId);
      if (box) box.isOpen = false;
      if (session.currentBoxId === boxId) session.currentBoxId = null;
    },
    boxPlaced: ({ data: { boxId, place } }) => {
      const box = session.boxes.get(boxId);
      if (box) box.place = place;
    },
    sessionHandedOff: ({ at, data: { handedBy, takenBy } }) => {
      session.handOff = { handedBy, takenBy, at };
    },
  };
}

function changesOfDevices(session: Session): ByType<void> {
  const { counts, devices, hazards } = session;
  const received = (serial: SerialNumber | null) => (serial ? devices.get(serial) : undefined);
  return {
    checkedIn: (event) => {
      const { serial, data } = event;
      if (data.outcome === 'extra') {
        received(serial)?.codes.push({ kind: data.kind, text: data.text });
        return;
      }
      counts[data.outcome] += 1;
      if (!serial || !isArrival(data.outcome) || devices.has(serial)) return;
      devices.set(serial, arrived(event, serial));
      session.newestSerial = serial;
      put(session, data.boxId, 1);
    },
    movedToBox: ({ serial, data }) => {
      const device = received(serial);
      if (!device) return;
      put(session, device.boxId, -1);
      put(session, data.boxId, 1);
      device.boxId = data.boxId;
    },
    conditionNoted: ({ serial, data: { condition, note } }) => {
      const device = received(serial);
      device?.conditions.push({ condition, note });
      if (device && isHazard(condition)) hazards.add(device.serial);
    },
    photoTaken: ({ serial, data: { sha256 } }) => {
      received(serial)?.photos.push(sha256);
    },
  };
}

function put({ inBox }: Session, boxId: string | null, devices: number): void {
  inBox.set(boxId, (inBox.get(boxId) ?? 0) + devices);
}

function arrived(
  { id, at, operator, data }: Extract<CustodyEvent, { type: 'checkedIn' }>,
  serial: SerialNumber,
): ReceivedDevice {
  const { boxId, outcome } = data;
  return {
    serial,
    eventId: id,
    outcome,
    at,
    operator,
    boxId,
    conditions: [],
    photos: [],
    codes: [],
  };
}
