import { MINUTE } from '../../time.ts';
import { found, HOLDS, holds, isFresh, unknownFact, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';

/** How often in a row the lock must have been unreadable before a person may attest it. */
const UNREADABLE_ENOUGH = 3;
/** Then Apple is left in peace for a while; that it could not say is no answer for hours. */
const ASK_AGAIN_AFTER = 15 * MINUTE;

/** Gate 9: no Activation Lock. A bypass code alone never makes it clear. Apple TV has no such lock. */
export function notLocked(situation: Situation): GateReport {
  const { device, policy, family } = situation;
  if (family === 'AppleTV') return HOLDS;
  const { lock } = device;
  if (!lock || !isFresh(lock, policy.freshness.lock, situation)) {
    const codes = { asking: 'lockAsking', offline: 'lockOffline', question: 'lock' } as const;
    return found(unknownFact(situation, codes), lock);
  }
  switch (lock.value.state) {
    case 'none':
      return holds(lock);
    case 'user':
      return found({ code: 'lockedByUser' }, lock);
    case 'mdm':
      return found({ code: 'lockedByMdm' }, lock);
    case 'unknownKind':
      return found({ code: 'lockedUnknownKind' }, lock);
    case 'unreadable':
      return unreadable(situation, lock.value.failures);
  }
}

function unreadable(situation: Situation, failures: number): GateReport {
  const { device, policy } = situation;
  if (failures < UNREADABLE_ENOUGH) {
    const codes = { asking: 'lockAsking', offline: 'lockOffline', question: 'lock' } as const;
    return found(unknownFact(situation, codes), device.lock);
  }
  if (isLockAttested(situation)) return holds(device.lock);
  const isTriedJustNow = isFresh(device.lock, ASK_AGAIN_AFTER, situation);
  const again = isTriedJustNow ? {} : ({ question: 'lock' } as const);
  if (!policy.lockAttestation) return found({ code: 'lockNotAttestable', ...again }, device.lock);
  return found({ code: 'lockUnreadable', fix: 'attestLock', ...again }, device.lock);
}

/**
 * Does the word of the operator, "Find My off, no Apple Account", stand in for Apple's answer? Only where that
 * could not be had, and not longer than an answer would.
 */
export function isLockAttested({ device, view, policy, now }: Situation): boolean {
  const lock = device.lock?.value;
  if (lock?.state !== 'unreadable' || lock.failures < UNREADABLE_ENOUGH) return false;
  if (!policy.lockAttestation || view.lockAttestedAt === undefined) return false;
  const age = now.bench - view.lockAttestedAt;
  return age >= 0 && age <= policy.freshness.lock;
}
