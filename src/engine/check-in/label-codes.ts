import type { ClassifiedCode, CodeKind } from '../../core/identifiers/code.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Session } from '../../core/sessions/fold.ts';
import { isArrival } from '../../core/sessions/outcome.ts';
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
  return last && !hasOtherCodes(checkIn, last, code) ? last : undefined;
}

function justScanned({ desk }: CheckIn, { sessionId }: Session): SerialNumber | undefined {
  const [last] = desk.ledger
    .newest(['checkedIn'], 20)
    .filter(({ data }) => 'sessionId' in data && data.sessionId === sessionId)
    .flatMap((event) =>
      event.type === 'checkedIn' && isOfDevice(event.data.outcome) ? event : [],
    );
  const isRecent = last !== undefined && desk.clock.now() - last.at <= ONE_LABEL;
  return isRecent ? (last.serial ?? undefined) : undefined;
}

function isOfDevice(outcome: Parameters<typeof isArrival>[0]): boolean {
  return isArrival(outcome) || outcome === 'alreadyHere';
}

function hasOtherCodes({ desk }: CheckIn, serial: SerialNumber, { kind }: ClassifiedCode): boolean {
  const hardware = desk.mirror.fact(serial, 'hardware')?.value;
  if (!hardware) return false;
  if (kind === 'imei') return hardware.imei.length > 0;
  if (kind === 'meid') return hardware.meid.length > 0;
  if (kind === 'eid') return hardware.eid !== undefined;
  return false;
}
