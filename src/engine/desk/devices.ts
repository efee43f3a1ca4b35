import type { DeviceRow, DeviceWindow, Timeline } from '../../contract/devices.ts';
import type { CustodyEvent } from '../../core/custody/event.ts';
import type { DeviceFacts } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Instant } from '../../core/time.ts';
import type { Reason, Verdict } from '../../core/verdict/verdict.ts';
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
  const facts = desk.mirror.device(serial);
  const reason = obstacleOf(verdictOf(desk, serial, deviceStateOf(desk, serial)));
  return {
    serial,
    family: facts.hardware?.value.family ?? 'unknown',
    model: facts.hardware?.value.model ?? '',
    service: serviceName(desk, facts),
    profile: profileName(desk, facts),
    enrolledAt: newestEnrollment(facts),
    lane: reason?.lane ?? 'unknown',
    reason: reason?.code ?? 'noSerial',
  };
}

function serviceName(desk: Desk, { assignment }: DeviceFacts): string | null {
  const id = assignment?.value.serviceId ?? null;
  return desk.mirror.tenant().services?.value.find((each) => each.id === id)?.name ?? id;
}

function profileName(desk: Desk, { identities }: DeviceFacts): string | null {
  const id = identities?.value.find((each) => !each.isDeleted)?.profileId ?? null;
  return desk.mirror.tenant().profiles?.value.find((each) => each.id === id)?.name ?? id;
}

function newestEnrollment({ enrollments }: DeviceFacts): Instant | undefined {
  const times = enrollments?.value.flatMap((row) => row.enrolledAt ?? []) ?? [];
  return times.length > 0 ? Math.max(...times) : undefined;
}

/**
 * In a list of thousands nobody is asked, so nearly every device waits for some answer. What is known to stand in
 * its way says more; a device without an obstacle stays with the answer it waits for, never better.
 */
function obstacleOf({ reasons }: Verdict): Reason | undefined {
  const isMissingAnswer = ({ code }: Reason) => code.endsWith('Asking') || code.endsWith('Offline');
  return reasons.find((reason) => !isMissingAnswer(reason)) ?? reasons[0];
}
