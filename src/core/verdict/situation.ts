import type { DeviceFacts, DeviceFamily, Enrollment, Identity } from '../facts/device-facts.ts';
import type { TenantFacts, Token } from '../facts/tenant-facts.ts';
import type { Instant, Now } from '../time.ts';
import type { CaseView } from './case-view.ts';
import type { Policy, Target } from './policy.ts';

/** Everything a gate may look at, with what several gates need worked out once. */
export interface Situation {
  readonly device: DeviceFacts;
  readonly tenant: TenantFacts;
  readonly view: CaseView;
  readonly policy: Policy;
  readonly now: Now;
  readonly family: DeviceFamily;
  readonly target: Target | undefined;
  readonly token: Token | undefined;
  /** Profiles this device may come up with; empty when policy and manifest name none. */
  readonly allowedProfileIds: readonly string[];
  /** The newest row under the target's token that is not deleted. */
  readonly identity: Identity | undefined;
  /** What Intune counts that identity as. */
  readonly enrollmentState: Identity['enrollmentState'];
  /** Apple's last known word is that it goes to the service of its target. Says nothing of the age of that word. */
  readonly isOnTarget: boolean;
  /** Rows that Intune itself manages, newest first, those without a date last. */
  readonly enrollments: readonly Enrollment[];
}

export interface AssessInput {
  readonly device: DeviceFacts;
  readonly tenant: TenantFacts;
}

export function situationOf(
  facts: AssessInput,
  view: CaseView,
  policy: Policy,
  now: Now,
): Situation {
  const { device, tenant } = facts;
  const family = device.hardware?.value.family ?? 'unknown';
  const target = targetOf(device, view, policy);
  const identity = newestIdentity(device, target);
  return {
    device,
    tenant,
    view,
    policy,
    now,
    family,
    target,
    token: tenant.tokens?.value.find((token) => token.id === target?.tokenId),
    allowedProfileIds: allowedProfileIds(view, policy, target, family),
    identity,
    enrollmentState: identity?.enrollmentState ?? 'unknown',
    isOnTarget: isOnTarget(device, target),
    enrollments: intuneRows(device),
  };
}

/**
 * Manifest first, then the first target that takes this family, in the order of the policy. A device cannot be
 * assigned across organizations, so once its own is known, only targets there come into question.
 */
function targetOf(device: DeviceFacts, view: CaseView, policy: Policy): Target | undefined {
  const named = view.expectation?.targetId ?? groupOf(view, policy)?.targetId;
  if (named !== undefined) return policy.targets.find((target) => target.id === named);
  const family = device.hardware?.value.family ?? 'unknown';
  const membership = device.membership?.value;
  const home = membership?.state === 'member' ? membership.organizationId : undefined;
  return policy.targets.find(({ families, organizationId }) => {
    const isAtHome = home === undefined || organizationId === home;
    return isAtHome && (!families || families.includes(family));
  });
}

/** The manifest's own column, else the rule of its group, else what the target has for this family. */
function allowedProfileIds(
  view: CaseView,
  policy: Policy,
  target: Target | undefined,
  family: DeviceFamily,
): readonly string[] {
  const named = view.expectation?.profileIds ?? [];
  if (named.length > 0) return named;
  const ofGroup = groupOf(view, policy)?.allowedProfileIds ?? [];
  return ofGroup.length > 0 ? ofGroup : (target?.allowedProfileIds[family] ?? []);
}

function groupOf(view: CaseView, { groups }: Policy): Policy['groups'][string] | undefined {
  const name = view.expectation?.group;
  return name !== undefined && Object.hasOwn(groups, name) ? groups[name] : undefined;
}

function isOnTarget(device: DeviceFacts, target: Target | undefined): boolean {
  const assignment = device.assignment?.value;
  if (!assignment || !target) return false;
  const { serviceId, organizationId } = assignment;
  return serviceId === target.serviceId && organizationId === target.organizationId;
}

function newestIdentity(device: DeviceFacts, target: Target | undefined): Identity | undefined {
  return (device.identities?.value ?? [])
    .filter((identity) => identity.tokenId === target?.tokenId && !identity.isDeleted)
    .toSorted(newestFirst(({ createdAt, profileAssignedAt }) => [createdAt, profileAssignedAt]))[0];
}

/** `jamf` rows carry attributes of a compliance partner; Intune does not manage such a device. */
function intuneRows(device: DeviceFacts): Enrollment[] {
  return (device.enrollments?.value ?? [])
    .filter((row) => row.managementAgent !== 'jamf')
    .toSorted(newestFirst(({ enrolledAt, lastSyncAt }) => [enrolledAt, lastSyncAt]));
}

/** By these moments in turn; rows of the same moment keep no order of a list but one of their own. */
function newestFirst<Row extends { readonly id: string }>(
  momentsOf: (row: Row) => readonly [Instant | null, Instant | null],
) {
  return (one: Row, other: Row): number => {
    const [first, second] = momentsOf(one);
    const [otherFirst, otherSecond] = momentsOf(other);
    const byFirst = (otherFirst ?? 0) - (first ?? 0);
    const bySecond = (otherSecond ?? 0) - (second ?? 0);
    return byFirst || bySecond || (one.id < other.id ? -1 : 1);
  };
}
