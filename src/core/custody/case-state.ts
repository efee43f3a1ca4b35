import type { DeviceFamily } from '../facts/device-facts.ts';
import type { SerialNumber } from '../identifiers/serial-number.ts';
import type { EvidenceLevel } from '../reset/evidence.ts';
import { noReset, stepReset, type ResetSignal, type ResetState } from '../reset/machine.ts';
import { isHazard } from '../sessions/condition.ts';
import type { Instant } from '../time.ts';
import type { Lane } from '../verdict/lane.ts';
import type { ReasonCode } from '../verdict/reasons.ts';
import { answerByType, type ByType } from './by-type.ts';
import type { CustodyEvent, Happening, HappeningType } from './event.ts';
import type { SetAsideCause } from './set-aside.ts';

/** The proof of one reset. `cloudAt` is on the clouds' clock, `at` on the bench's. */
export interface ResetRecord {
  readonly eventId: string;
  readonly level: EvidenceLevel;
  readonly cloudAt: Instant;
  readonly at: Instant;
}

/** Who was told to erase it, and when (bench clock). */
export interface ResetOrder {
  readonly eventId: string;
  readonly by: 'currentMdm' | 'intune';
  readonly approvedBy: string;
  readonly reference: string;
  readonly at: Instant;
}

/** Out of the line: since when, why, and in whose care (bench clock). */
export interface SetAside {
  readonly at: Instant;
  readonly cause: SetAsideCause;
  readonly reason?: ReasonCode | undefined;
  readonly owner: string;
  readonly note?: string | undefined;
}

/** One stay of a device, from arrival to hand-over. Instants without `cloud` are on the bench's clock. */
export interface CaseState {
  readonly caseId: string;
  readonly serial: SerialNumber;
  readonly openedAt: Instant;
  readonly origin: Origin;
  /** When a code of this device was last scanned in this case. */
  readonly scannedAt?: Instant;
  /** The event of that scan. */
  readonly scanId?: string;
  /** How often a code of this device was scanned in this case. */
  readonly scans: number;
  /** When USB last named it without a scan. */
  readonly readAt?: Instant;
  readonly keepsData?: boolean;
  readonly lockAttestedAt?: Instant;
  readonly reset: ResetState;
  /** Of the device whose reset it is: another with the same serial proves nothing. */
  readonly resetEcid?: string;
  readonly resetRecord?: ResetRecord;
  /** The newest order to a management service to erase it: a wish, and no evidence of anything. */
  readonly ordered?: ResetOrder;
  readonly setAside?: SetAside | undefined;
  readonly enrolled?: {
    readonly enrollmentId: string;
    readonly profileName: string | null;
    readonly cloudEnrolledAt: Instant;
  };
  readonly handedOverAt?: Instant;
  readonly lastVerdict?: { readonly lane: Lane; readonly reason: ReasonCode; readonly at: Instant };
  readonly ecid?: string | undefined;
  /** The serial that was scanned from a device and the one that it read; until one of them is scanned again. */
  readonly brokenBond?: { readonly scanned: SerialNumber; readonly read: SerialNumber } | undefined;
  /** Where it was last seen or put. */
  readonly slot?: string;
  readonly isOpen: boolean;
}

type Origin = Extract<Happening, { type: 'caseOpened' }>['data']['origin'];
type Change = Partial<Omit<CaseState, 'caseId' | 'serial'>>;

/** What the machine makes by itself: left over after an undo, it is no reason for a case to exist. */
const AUTOMATIC: readonly HappeningType[] = [
  'caseOpened',
  'verdictChanged',
  'deviceBound',
  'bondBroken',
  'resetExpected',
  'undone',
];

/** What an event says of the case. An enrollment says nothing of a reset. */
const CHANGES: ByType<Change> = {
  caseOpened: ({ at, data }) => ({ openedAt: at, origin: data.origin }),
  codeScanned: ({ at, id }) => ({ scannedAt: at, scanId: id, brokenBond: undefined }),
  deviceRead: ({ at }) => ({ readAt: at }),
  resetStarted: ({ data }) => (data.ecid === undefined ? {} : { resetEcid: data.ecid }),
  deviceLeft: ({ data }) => (data.ecid === undefined ? {} : { resetEcid: data.ecid }),
  deviceBound: ({ data }) => ({ ecid: data.ecid }),
  bondBroken: ({ serial, data: { scanned, read } }) => ({
    brokenBond: { scanned, read },
    ...(serial === scanned && { ecid: undefined }),
  }),
  verdictChanged: ({ at, data }) => ({ lastVerdict: { ...data, at } }),
  intentStated: ({ data }) => ({ keepsData: data.keepsData }),
  lockAttested: ({ at }) => ({ lockAttestedAt: at }),
  resetOrdered: ({ id, at, data }) => ({ ordered: { eventId: id, at, ...data } }),
  resetRecorded: ({ id, at, data: { level, cloudAt } }) => ({
    resetRecord: { eventId: id, level, cloudAt, at },
  }),
  enrolled: ({ data }) => ({ enrolled: data }),
  broughtBack: () => ({ setAside: undefined }),
  handedOver: ({ at }) => ({ handedOverAt: at, isOpen: false, setAside: undefined }),
};

const SIGNALS: ByType<ResetSignal | undefined> = {
  resetExpected: ({ at }) => ({ kind: 'expected', at }),
  resetStarted: ({ at }) => ({ kind: 'started', at }),
  deviceLeft: ({ at, data }) => ({
    kind: 'left',
    at,
    wasInSetupAssistant: data.wasInSetupAssistant,
    signs: data.signs,
  }),
  deviceReturned: ({ at, data: { isInSetupAssistant, erasedAt, signs } }) => ({
    kind: 'returned',
    at,
    isInSetupAssistant,
    erasedAt,
    signs,
  }),
  resetAttested: ({ at }) => ({ kind: 'attested', at }),
  resetRecorded: ({ at, data: { level } }) => ({ kind: 'recorded', at, level }),
  // What was heard of it was heard of another device.
  bondBroken: ({ at, serial, data }) =>
    serial === data.scanned ? { kind: 'dropped', at } : undefined,
};

/** What takes it out of the line: somebody's word, or what makes it a danger to others. */
const SET_ASIDE: ByType<SetAside | undefined> = {
  setAside: ({ at, data }) => ({ at, ...data }),
  conditionNoted: ({ at, operator, data: { condition, note } }) =>
    isHazard(condition) ? { at, cause: 'swollenBattery', owner: operator, note } : undefined,
};

/**
 * The state of one case from all its events in order; undefined when nothing is left of it, that is when the scan
 * that opened it was taken back and nothing else happened.
 */
export function foldCase(
  all: readonly CustodyEvent[],
  takenBack: ReadonlySet<string>,
  family: DeviceFamily,
): CaseState | undefined {
  const events = all.filter((event) => !takenBack.has(event.id) && event.type !== 'undone');
  const [first] = events;
  if (!first || first.serial === null || first.caseId === null) return undefined;
  if (!isLeft(all, events)) return undefined;
  const opened: CaseState = {
    caseId: first.caseId,
    serial: first.serial,
    openedAt: first.at,
    origin: 'scan',
    scans: 0,
    reset: noReset(family),
    isOpen: true,
  };
  return events.reduce<CaseState>(
    (state, event) => ({ ...state, ...changeBy(event, state) }),
    opened,
  );
}

/** The event that came with the opening: taken back, it takes the case with it. */
const BROUGHT_BY: Readonly<Partial<Record<Origin, HappeningType>>> = {
  scan: 'codeScanned',
  checkIn: 'checkedIn',
};

function isLeft(all: readonly CustodyEvent[], events: readonly CustodyEvent[]): boolean {
  if (events.some(({ type }) => !AUTOMATIC.includes(type))) return true;
  const opening = events.find(({ type }) => type === 'caseOpened');
  if (opening?.type !== 'caseOpened') return false;
  const bringer = BROUGHT_BY[opening.data.origin];
  return !all.some(({ type }) => type === bringer);
}

function changeBy(event: CustodyEvent, state: CaseState): Change {
  const signal = answerByType(SIGNALS, event);
  const aside = answerByType(SET_ASIDE, event);
  return {
    ...answerByType(CHANGES, event),
    ...(event.type === 'codeScanned' && { scans: state.scans + 1 }),
    ...(aside && { setAside: { ...aside, at: state.setAside?.at ?? aside.at } }),
    ...(signal && { reset: stepReset(resetBefore(event, state), signal) }),
    ...('slot' in event.data && event.data.slot !== undefined && { slot: event.data.slot }),
  };
}

/** What was seen of another device with the same serial says nothing of the one whose reset begins. */
function resetBefore(event: CustodyEvent, { reset, resetEcid }: CaseState): ResetState {
  const ecid = event.type === 'resetStarted' ? event.data.ecid : undefined;
  const isOthers = ecid !== undefined && resetEcid !== undefined && ecid !== resetEcid;
  return isOthers ? stepReset(reset, { kind: 'dropped', at: event.at }) : reset;
}
