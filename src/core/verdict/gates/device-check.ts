import { found, HOLDS, holds, isFresh, unknownFact, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';

/**
 * The last question to Apple: released or migrating? Only its answer for this one device says so. An old answer
 * that stands in the way is asked again by its own gate, whatever policy says.
 */
export function deviceChecked(situation: Situation): GateReport {
  const { device, policy } = situation;
  if (!policy.migrationCheck) return HOLDS;
  if (isFresh(device.deviceCheck, policy.freshness.deviceCheck, situation)) {
    return holds(device.deviceCheck);
  }
  const finding = unknownFact(situation, {
    asking: 'deviceCheckAsking',
    offline: 'deviceCheckOffline',
    question: 'device',
  });
  return found(finding, device.deviceCheck);
}
