import type { DeviceFacts } from '../../core/facts/device-facts.ts';
import type { TenantFacts } from '../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { DAY } from '../../core/time.ts';
import { assess } from '../../core/verdict/assess.ts';
import { isFresh } from '../../core/verdict/finding.ts';
import type { Policy, Target } from '../../core/verdict/policy.ts';
import { situationOf } from '../../core/verdict/situation.ts';
import type { Verdict } from '../../core/verdict/verdict.ts';
import { deviceStateOf, verdictOf } from '../desk/card.ts';
import { caseViewOf } from '../desk/case-view.ts';
import { nowOf, type Desk } from '../desk/desk.ts';
import { hasStandingOrder } from './standing-order.ts';

/** What is known of a serial that is to be queued. */
export interface Judgement {
  /** On facts of up to a week, for work whose job reads everything again before it sends. */
  readonly lenient: Verdict;
  /** As the card says it. */
  readonly strict: () => Verdict;
  readonly target: Target | undefined;
  readonly allowedProfileIds: readonly string[];
  readonly device: DeviceFacts;
  readonly tenant: Pick<TenantFacts, 'profiles'>;
  /** Service and profile are known as freshly as a reset asks for. */
  readonly isMoveRead: boolean;
  readonly isMissingAnswers: boolean;
  readonly hasStandingOrder: boolean;
}

const WEEK = 7 * DAY;
/** What is good enough for a list that nobody acts upon without another look. */
export const OLD_FACTS: Policy['freshness'] = {
  assignment: WEEK,
  identity: WEEK,
  deviceCheck: WEEK,
  lock: WEEK,
  tenant: WEEK,
  enrollment: WEEK,
};

/** Asks nobody. */
export function judgementOf(desk: Desk, serial: SerialNumber): Judgement {
  const state = deviceStateOf(desk, serial);
  const device = desk.mirror.device(serial);
  const tenant = { ...desk.mirror.tenant(), isOnline: true };
  const view = caseViewOf(desk, serial, state);
  const now = nowOf(desk);
  const policy = { ...desk.policy, freshness: OLD_FACTS };
  const lenient = assess({ device, tenant }, view, policy, now);
  const situation = situationOf({ device, tenant }, view, desk.policy, now);
  const { target, allowedProfileIds } = situation;
  const { freshness } = desk.policy;
  return {
    lenient,
    strict: () => verdictOf(desk, serial, state),
    target,
    allowedProfileIds,
    device,
    tenant,
    isMoveRead:
      isFresh(device.assignment, freshness.assignment, situation) &&
      isFresh(device.identities, freshness.identity, situation),
    isMissingAnswers: lenient.questions.length > 0,
    hasStandingOrder: hasStandingOrder(view, now.bench),
  };
}
