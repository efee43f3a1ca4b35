import type { DeviceStep } from '../../contract/device-query.ts';
import type { Connections } from '../../core/connections.ts';
import type { DeviceState } from '../../core/custody/fold.ts';
import type { DeviceFacts } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { fleetOf } from '../../core/runway/fleet.ts';
import type { Instant } from '../../core/time.ts';
import type { Lane } from '../../core/verdict/lane.ts';
import type { ReasonCode } from '../../core/verdict/reasons.ts';
import type { Reason, Verdict } from '../../core/verdict/verdict.ts';
import { judgementOf } from '../campaign/judgement.ts';
import { deviceStateOf } from '../desk/card.ts';
import type { Desk } from '../desk/desk.ts';
import { newestEnrollment } from '../mirror/fleet-patch.ts';
import { traitsOf } from '../mirror/traits-of.ts';

/** What only a verdict can say of a device. Instants are undefined where there is none. */
export interface JudgedDevice {
  readonly lane: Lane;
  readonly reason: ReasonCode;
  readonly step: DeviceStep;
  readonly isSetAside: boolean;
  /** When Intune says that it came up. */
  readonly enrolledAt: Instant | undefined;
  /** When its case was opened, while that is open. */
  readonly hereSince: Instant | undefined;
  /** When the oldest fact that decided was read. */
  readonly readAt: Instant | undefined;
  /** What it was judged by. */
  readonly device: DeviceFacts;
}

/**
 * What a list says of a device, on facts of up to a week: nobody acts upon a list without another look. That it may be
 * erased or switched on is said on facts of this moment alone. Asks nobody.
 */
export function judgeDevice(
  desk: Desk,
  connections: Connections,
  serial: SerialNumber,
): JudgedDevice {
  const { lenient, strict, device } = judgementOf(desk, serial);
  const state = deviceStateOf(desk, serial);
  const isToAct = lenient.lane === 'clear' || lenient.lane === 'start';
  const reason = obstacleOf(isToAct ? strict() : lenient);
  return {
    lane: reason?.lane ?? 'unknown',
    reason: reason?.code ?? 'noSerial',
    step: stepOf(desk, connections, state),
    ...stayOf(state),
    enrolledAt: enrolledAt(device),
    readAt: lenient.oldestFactAt,
    device,
  };
}

function enrolledAt({ enrollments }: DeviceFacts): Instant | undefined {
  return newestEnrollment(enrollments?.value ?? [])?.enrolledAt ?? undefined;
}

function stayOf({ cases }: DeviceState) {
  const open = cases.find(({ isOpen }) => isOpen);
  return { isSetAside: open?.setAside !== undefined, hereSince: open?.openedAt };
}

/** By the rules by which the campaign counts its steps. */
function stepOf(desk: Desk, connections: Connections, state: DeviceState): DeviceStep {
  const line = { ...traitsOf(desk.mirror.device(state.serial)), count: 1 };
  const tenant = desk.mirror.tenant();
  const [placed] = fleetOf({ connections, tenant, tally: [line], handled: [] }).lines;
  if (!placed) return 'apart';
  if (!placed.isReassigned) return 'reassign';
  if (!placed.isSynchronised) return 'synchronise';
  if (!placed.hasProfile) return 'profile';
  const isThrough = placed.isEnrolled || state.resetRecord !== undefined;
  if (!isThrough) return 'reset';
  return state.cases[0]?.isOpen === true ? 'distribute' : 'arrived';
}

/**
 * In a list of thousands nobody is asked, so nearly every device waits for some answer. What is known to stand in
 * its way says more; a device without an obstacle stays with the answer it waits for, never better.
 */
function obstacleOf({ reasons }: Verdict): Reason | undefined {
  const isMissingAnswer = ({ code }: Reason) => code.endsWith('Asking') || code.endsWith('Offline');
  return reasons.find((reason) => !isMissingAnswer(reason)) ?? reasons[0];
}
