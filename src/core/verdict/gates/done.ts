import type { Enrollment } from '../../facts/device-facts.ts';
import { firstOf, found, HOLDS, holds, isFresh, unknownFact, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';
import { enrolledAsWanted } from './enrolled-as-wanted.ts';

/** Gate 2: not already where it should be. */
export function notDone(situation: Situation): GateReport {
  if (situation.view.handedOverAt !== undefined) return found({ code: 'handedOver' });
  return firstOf(notBlocked(situation), notInIntune(situation));
}

function notBlocked({ identity, device }: Situation): GateReport {
  if (identity?.enrollmentState !== 'blocked') return HOLDS;
  return found({ code: 'enrollmentBlocked' }, device.identities);
}

function notInIntune(situation: Situation): GateReport {
  const { device, policy, enrollments } = situation;
  const isRead = isFresh(device.enrollments, policy.freshness.enrollment, situation);
  const inUse = enrollments.filter(isEnrolledByApple);
  const newest = inUse.find((row) => row === enrollments[0]);
  const isDone = isRead && newest ? enrolledAsWanted(newest, situation) : holds(device.enrollments);
  if (isDone.findings.length > 0) return isDone;
  if (isRead && inUse.every((row) => row.enrolledAt !== null)) return isDone;
  const finding = unknownFact(situation, {
    asking: 'enrollmentsAsking',
    offline: 'enrollmentsOffline',
    question: 'enrollments',
  });
  return found(finding, device.enrollments);
}

/** Automated enrollment shows as appleBulk… (facts/intune.md §1.5). */
function isEnrolledByApple(row: Enrollment): boolean {
  const isBulk = ['appleBulkWithUser', 'appleBulkWithoutUser'].includes(row.enrollmentType);
  return isBulk && row.managementState === 'managed';
}
