import type { DeviceRow, DeviceWindow, Timeline } from '../../contract/devices.ts';
import type { CustodyEvent } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { deviceStateOf, verdictOf } from './card.ts';
import type { Desk } from './desk.ts';

/** A window of the fleet: only the rows on screen are ever assessed. */
export async function deviceWindow(
  desk: Desk,
  input: { readonly search: string; readonly offset: number; readonly limit: number },
): Promise<DeviceWindow> {
  const { total, matched, serials } = await desk.mirror.window(input);
  return {
    total,
    matched,
    offset: input.offset,
    rows: serials.map((serial) => rowOf(desk, serial)),
  };
}

/** Everything the ledger holds about a device, by case. */
export function timeline(desk: Desk, serial: SerialNumber): Timeline {
  const events = desk.ledger.eventsOf(serial);
  const byCase = new Map<string, CustodyEvent[]>();
  for (const event of events) {
    if (event.caseId) byCase.set(event.caseId, [...(byCase.get(event.caseId) ?? []), event]);
  }
  const cases = [...byCase].map(([caseId, ofCase]) => ({
    caseId,
    openedAt: ofCase[0]?.at ?? 0,
    events: ofCase,
  }));
  return { serial, cases: cases.toReversed() };
}

function rowOf(desk: Desk, serial: SerialNumber): DeviceRow {
  const { hardware, assignment, identities, enrollments } = desk.mirror.device(serial);
  const tenant = desk.mirror.tenant();
  const verdict = verdictOf(desk, serial, deviceStateOf(desk, serial));
  const serviceId = assignment?.value.serviceId ?? null;
  const profileId = identities?.value.find((each) => !each.isDeleted)?.profileId ?? null;
  const enrolledAt = enrollments?.value
    .map((row) => row.enrolledAt ?? 0)
    .toSorted((a, b) => b - a)[0];
  return {
    serial,
    family: hardware?.value.family ?? 'unknown',
    model: hardware?.value.model ?? '',
    service: tenant.services?.value.find((each) => each.id === serviceId)?.name ?? serviceId,
    profile: tenant.profiles?.value.find((each) => each.id === profileId)?.name ?? profileId,
    ...(enrolledAt && { enrolledAt }),
    lane: verdict.lane,
    reason: verdict.reasons[0]?.code ?? 'noSerial',
  };
}
