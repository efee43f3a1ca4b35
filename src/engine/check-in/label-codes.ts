import type { ClassifiedCode, CodeKind } from '../../core/identifiers/code.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Session } from '../../core/sessions/fold.ts';
import { serialsNamed } from '../desk/read-code.ts';
import type { CheckIn } from './check-in.ts';

/** What stands on a label beside the serial (docs/protocol/apple-business.md#codes-on-boxes). */
const OF_LABELS: ReadonlySet<CodeKind> = new Set([
  'imei',
  'meid',
  'eid',
  'iccid',
  'gtin',
  'partNumber',
  'mac',
  'udid',
]);

/** A scanner goes over a label within moments; what comes later is of another one. */
const ONE_LABEL = 5_000;

export function isOfLabel({ kind }: ClassifiedCode): boolean {
  return OF_LABELS.has(kind);
}

/**
 * Whose label it is: the device that the mirror knows by this code, else the one that has just been scanned, unless
 * the mirror knows other codes of that kind for it. Undefined when nobody can say.
 */
export function ownerOfCode(
  checkIn: CheckIn,
  session: Session,
  code: ClassifiedCode,
): SerialNumber | undefined {
  const [known, ...others] = serialsNamed(checkIn.desk, code);
  if (known) return others.length === 0 ? known : undefined;
  const last = justScanned(checkIn, session);
  if (!last || hasOtherCodes(checkIn, last, code)) return undefined;
  return isFull(session, last, code) ? undefined : last;
}

/** Of the newest code in the session: after one that belongs to nobody, another label has begun. */
function justScanned({ desk }: CheckIn, session: Session): SerialNumber | undefined {
  const { devices, sessionId } = session;
  const last = desk.ledger
    .newest(['checkedIn'], 20)
    .find(
      ({ type, data }) =>
        type === 'checkedIn' && data.sessionId === sessionId && data.outcome !== 'notSerial',
    );
  const isRecent = last !== undefined && desk.clock.now() - last.at <= ONE_LABEL;
  // Whose scan was taken back is not in the session.
  return isRecent && last.serial && devices.has(last.serial) ? last.serial : undefined;
}

/** Two radios and two SIMs are usual; of the other kinds a label has one. */
const TWICE: ReadonlySet<CodeKind> = new Set(['imei', 'iccid', 'mac']);

/** The label has its codes of this kind already: one more is of the next label, whose serial comes later. */
function isFull({ devices }: Session, serial: SerialNumber, code: ClassifiedCode): boolean {
  const known = devices.get(serial)?.codes.filter(({ kind }) => kind === code.kind) ?? [];
  const texts = new Set(known.map(({ text }) => text));
  return !texts.has(code.input) && texts.size >= (TWICE.has(code.kind) ? 2 : 1);
}

function hasOtherCodes({ desk }: CheckIn, serial: SerialNumber, { kind }: ClassifiedCode): boolean {
  const hardware = desk.mirror.fact(serial, 'hardware')?.value;
  if (!hardware) return false;
  if (kind === 'imei') return hardware.imei.length > 0;
  if (kind === 'meid') return hardware.meid.length > 0;
  if (kind === 'eid') return hardware.eid !== undefined;
  return false;
}
