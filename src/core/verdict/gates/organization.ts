import { found, holds, isFresh, unknownFact, type Finding, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';

/** Gate 5: it belongs to a connected organization and was not released. */
export function inOrganization(situation: Situation): GateReport {
  const { device, policy } = situation;
  const { membership, deviceCheck } = device;
  const isMember = membership?.value.state === 'member';
  const isKnown = isFresh(membership, policy.freshness.assignment, situation);
  if (isKnown && !isMember) return found({ code: 'notInOrganization' }, membership);
  if (!isKnown || !device.hardware) return found(unknownMembership(situation), membership);
  if (deviceCheck?.value.releasedAt == null) return holds(membership);
  const isChecked = isFresh(deviceCheck, policy.freshness.deviceCheck, situation);
  const finding = isChecked ? ({ code: 'released' } as const) : unknownMembership(situation);
  return found(finding, membership, deviceCheck);
}

function unknownMembership(situation: Situation): Finding {
  return unknownFact(situation, {
    asking: 'membershipAsking',
    offline: 'membershipOffline',
    question: 'device',
  });
}
