import { firstOf, found, HOLDS, holds, isFresh, unknownFact, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';

/** Gate 4: Intune can enroll devices at all. What fails here is a hold of the whole bench, not this device. */
export function tenantCanEnroll(situation: Situation): GateReport {
  const { target } = situation;
  if (!target) return isTargetOpen(situation) ? HOLDS : found({ code: 'noTarget' });
  return firstOf(
    tokenIsGood(situation, target.name),
    pushCertificateIsGood(situation),
    hasAllowedProfile(situation, target.name),
  );
}

/** Before the device is known, nobody can say which of the targets takes it; the next gate asks for it. */
function isTargetOpen({ device, view, policy }: Situation): boolean {
  const { targetId, group } = view.expectation ?? {};
  const isNamed =
    targetId !== undefined || (group !== undefined && !!policy.groups[group]?.targetId);
  return !device.hardware && !isNamed && policy.targets.length > 0;
}

function tokenIsGood(situation: Situation, name: string): GateReport {
  const { tenant, token, policy, now } = situation;
  const facts = tenant.tokens;
  if (!isFresh(facts, policy.freshness.tenant, situation)) {
    const codes = { asking: 'tokensAsking', offline: 'tokensOffline', question: 'tenant' } as const;
    return found(unknownFact(situation, codes), facts);
  }
  if (!token) return found({ code: 'tokenMissing', params: { target: name } }, facts);
  const params = { token: token.name };
  if (token.expiresAt === null || token.expiresAt <= now.cloud) {
    return found({ code: 'tokenExpired', params }, facts);
  }
  if (token.lastSyncErrorCode !== 0) {
    const withCode = { ...params, errorCode: token.lastSyncErrorCode };
    return found({ code: 'tokenSyncFailing', params: withCode }, facts);
  }
  return holds(facts);
}

function pushCertificateIsGood(situation: Situation): GateReport {
  const { tenant, policy, now } = situation;
  const fact = tenant.pushCertificate;
  if (!fact || !isFresh(fact, policy.freshness.tenant, situation)) {
    const finding = unknownFact(situation, {
      asking: 'pushCertificateAsking',
      offline: 'pushCertificateOffline',
      question: 'tenant',
    });
    return found(finding, fact);
  }
  const { expiresAt } = fact.value;
  if (expiresAt === null || expiresAt <= now.cloud) {
    return found({ code: 'pushCertificateExpired' }, fact);
  }
  return holds(fact);
}

function hasAllowedProfile(situation: Situation, target: string): GateReport {
  const { device, family, allowedProfileIds } = situation;
  if (!device.hardware || allowedProfileIds.length > 0) return HOLDS;
  return found({ code: 'noAllowedProfile', params: { family, target } });
}
