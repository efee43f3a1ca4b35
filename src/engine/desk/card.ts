import type { Card } from '../../contract/desk.ts';
import type { CaseState } from '../../core/custody/case-state.ts';
import { foldDevice, type DeviceState } from '../../core/custody/fold.ts';
import type { DeviceFacts, Hardware } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { ResetStep } from '../../core/reset/machine.ts';
import { assess } from '../../core/verdict/assess.ts';
import type { Verdict } from '../../core/verdict/verdict.ts';
import type { TrackedSlot } from '../bench/bench-watch.ts';
import { caseViewOf, slotsOf } from './case-view.ts';
import { nowOf, type Desk } from './desk.ts';

/** What the mirror, the ledger and the bench say of a device right now. Asks nobody, writes nothing. */
export function cardOf(desk: Desk, serial: SerialNumber): Card {
  const device = deviceStateOf(desk, serial);
  const facts = desk.mirror.device(serial);
  const newest = device.cases[0];
  const slot = slotOf(desk, serial, newest);
  desk.state.revision += 1;
  return {
    revision: desk.state.revision,
    serial,
    caseId: newest?.caseId ?? null,
    slot: slot?.name || undefined,
    slotNumber: slot?.number,
    device: deviceLine(facts.hardware?.value, slot),
    verdict: verdictOf(desk, serial, device),
    reset: resetLine(newest),
    enrolledAt: newest?.enrolled?.cloudEnrolledAt,
    work: desk.jobs.workOf(serial),
    facts,
    names: namesIn(desk, facts),
    assessedAt: desk.clock.now(),
  };
}

/** Only of what this device's facts name: the card stays small. */
function namesIn(desk: Desk, facts: DeviceFacts): Record<string, string> {
  const { services, profiles } = desk.mirror.tenant();
  const ids = idsIn(facts);
  const named = [...(services?.value ?? []), ...(profiles?.value ?? []), ...desk.organizations];
  return Object.fromEntries(
    named.filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name]),
  );
}

function idsIn({ membership, assignment, identities }: DeviceFacts): (string | null | undefined)[] {
  const home = membership?.value.state === 'member' ? membership.value.organizationId : null;
  const profileIds = identities?.value.map(({ profileId }) => profileId) ?? [];
  return [home, assignment?.value.serviceId, ...profileIds];
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

/** Where it is now, or, while its reset is open, where it left from. */
function slotOf(
  desk: Desk,
  serial: SerialNumber,
  newest: CaseState | undefined,
): TrackedSlot | undefined {
  const slots = slotsOf(desk, serial);
  const present = slots.find(({ device }) => device?.goneSince === undefined);
  const isAway = newest?.isOpen && !['none', 'recorded'].includes(newest.reset.step);
  return present ?? (isAway ? slots[0] : undefined);
}

function deviceLine(hardware: Hardware | undefined, slot: TrackedSlot | undefined): Card['device'] {
  return {
    family: hardware?.family ?? 'unknown',
    model: hardware?.model ?? '',
    name: slot?.device?.probe?.deviceName || undefined,
  };
}

/** A device that leaves before the operator has begun is unplugged or changes its mode: that is no erasing. */
export function stepShown(newest: CaseState | undefined): ResetStep {
  const { step, startedAt } = newest?.reset ?? { step: 'none' as const };
  const isMoving = step === 'gone' || step === 'back';
  return isMoving && startedAt === undefined ? 'expected' : step;
}

function resetLine(newest: CaseState | undefined): Card['reset'] {
  return {
    step: stepShown(newest),
    level: newest?.resetRecord?.level,
    recordedAt: newest?.resetRecord?.at,
  };
}
