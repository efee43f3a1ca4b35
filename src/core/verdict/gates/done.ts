import type { Enrollment } from '../../facts/device-facts.ts';
import { firstOf, found, HOLDS, holds, isFresh, unknownFact, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';
import { enrolledAsWanted } from './enrolled-as-wanted.ts';

/** Gate 2: not already where it should be. */
export function notDone(situation: Situation): GateReport {
  if (situation.view.handedOverAt !== undefined) return found({ code: 'handedOver' });
  return firstOf(notBlocked(situation), notInIntune(situation));
}

function notBlocked({ enrollmentState, device }: Situation): GateReport {
  if (enrollmentState !== 'blocked') return HOLDS;
  return found({ code: 'enrollmentBlocked' }, device.identities);
}

function notInIntune(situation: Situation): GateReport {
  const { device, policy, enrollments } = situation;
  if (!isFresh(device.enrollments, policy.freshness.enrollment, situation)) {
    return notKnown(situation);
  }
  const newest = enrollments[0];
  if (!newest || !isEnrolledByApple(newest)) return everyRowIsDated(situation);
  return firstOf(enrolledAsWanted(newest, situation), everyRowIsDated(situation));
}

/** A row of a device in use without its date may be the newest of all. */
function everyRowIsDated(situation: Situation): GateReport {
  const { device, enrollments } = situation;
  const isOpen = enrollments.some((row) => row.enrolledAt === null && isEnrolledByApple(row));
  return isOpen ? notKnown(situation) : holds(device.enrollments);
}

function notKnown(situation: Situation): GateReport {
  const finding = unknownFact(situation, {
    asking: 'enrollmentsAsking',
    offline: 'enrollmentsOffline',
    question: 'enrollments',
  });
  return found(finding, situation.device.enrollments);
}

/** Automated enrollment shows as appleBulk… (docs/protocol/intune.md#managed-devices). */
function isEnrolledByApple(row: Enrollment): boolean {
  const isBulk = ['appleBulkWithUser', 'appleBulkWithoutUser'].includes(row.enrollmentType);
  return isBulk && row.managementState === 'managed';
}
