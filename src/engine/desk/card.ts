import type { Card } from '../../contract/desk.ts';
import { foldDevice, type DeviceState } from '../../core/custody/fold.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { assess } from '../../core/verdict/assess.ts';
import type { Verdict } from '../../core/verdict/verdict.ts';
import { caseViewOf, slotsOf } from './case-view.ts';
import { nowOf, type Desk } from './desk.ts';

/** What the mirror, the ledger and the bench say of a device right now. Asks nobody, writes nothing. */
export function cardOf(desk: Desk, serial: SerialNumber): Card {
  const device = deviceStateOf(desk, serial);
  const facts = desk.mirror.device(serial);
  const verdict = verdictOf(desk, serial, device);
  const newest = device.cases[0];
  const slot = slotsOf(desk, serial)[0];
  desk.state.revision += 1;
  return {
    revision: desk.state.revision,
    serial,
    caseId: newest?.caseId ?? null,
    ...(slot && { slotNumber: slot.number, ...(slot.name && { slot: slot.name }) }),
    device: {
      family: facts.hardware?.value.family ?? 'unknown',
      model: facts.hardware?.value.model ?? '',
      ...(slot?.device?.probe?.deviceName && { name: slot.device.probe.deviceName }),
    },
    verdict,
    reset: resetLine(device),
    ...(newest?.enrolled && { enrolledAt: newest.enrolled.cloudEnrolledAt }),
    work: desk.jobs.workOf(serial),
    facts,
    assessedAt: desk.clock.now(),
  };
}

/** The ledger's events of a device, folded; its family decides which evidence can count. */
export function deviceStateOf(desk: Desk, serial: SerialNumber): DeviceState {
  const family = desk.mirror.fact(serial, 'hardware')?.value.family;
  return foldDevice(serial, desk.ledger.eventsOf(serial), family);
}

/** The verdict now, or as it will be in so many milliseconds if nothing new is heard. */
export function verdictOf(
  desk: Desk,
  serial: SerialNumber,
  device: DeviceState,
  ahead = 0,
): Verdict {
  const tenant = { ...desk.mirror.tenant(), isOnline: desk.isOnline() };
  const facts = { device: desk.mirror.device(serial), tenant };
  const { bench, cloud } = nowOf(desk);
  const then = { bench: bench + ahead, cloud: cloud + ahead };
  return assess(facts, caseViewOf(desk, serial, device), desk.policy, then);
}

function resetLine(device: DeviceState): Card['reset'] {
  const newest = device.cases[0];
  if (!newest) return { step: 'none' };
  const { resetRecord } = newest;
  return {
    step: newest.reset.step,
    ...(resetRecord && { level: resetRecord.level, recordedAt: resetRecord.at }),
  };
}
