import type { Choices, ConnectionsView as Connected } from '../../../../contract/connections.ts';
import type { TestReport } from '../../../../core/setup/checks.ts';
import type { Instant } from '../../../../core/time.ts';
import type { Policy, Target } from '../../../../core/verdict/policy.ts';
import { organizationPlace } from './apple-actions.ts';
import { targetPlace } from './target-actions.ts';
import { tokenPlace } from './token-actions.ts';
import type { StepName, WizardState } from './wizard-state.ts';

/** `later`: an earlier step must be done first. `attention`: it is set up, and something is wrong with it. */
export type StepState = 'done' | 'attention' | 'open' | 'later';
export type StepStates = Readonly<Record<StepName, StepState>>;

type Known = Pick<WizardState, 'choices' | 'reports'> & {
  readonly connected: Connected;
  readonly policy: Policy;
  /** The engine's clock. */
  readonly now: Instant;
};

/** How far each step is, from what is kept and what was last read: a test only adds what it found. */
export function stepStates(known: Known): StepStates {
  const states = {
    apple: appleState(known),
    microsoft: microsoftState(known),
    token: tokenState(known),
    targets: targetsState(known),
    profiles: profilesState(known),
  };
  const isReady = Object.values(states).every((state) => state === 'done');
  return { ...states, ready: isReady ? 'done' : 'later' };
}

export function isSignedIn({ connections: { tenant }, signIn, hasCredential }: Connected): boolean {
  if (!tenant) return false;
  if (tenant.auth.kind === 'delegated') return signIn.kind === 'signedIn';
  return tenant.auth.kind === 'givenToken' || hasCredential;
}

/** Families that have no profile yet, of those that were chosen for it; of one that takes all, at least one must. */
export function familiesWithout({ families, allowedProfileIds }: Target) {
  const has = (family: keyof typeof allowedProfileIds) =>
    (allowedProfileIds[family]?.length ?? 0) > 0;
  if (families) return families.filter((family) => !has(family));
  const isAny = Object.values(allowedProfileIds).some((ids) => ids.length > 0);
  return isAny ? [] : (['iPhone'] as const);
}

function appleState({ connected, reports }: Known): StepState {
  const { organizations } = connected.connections;
  if (organizations.length === 0) return 'open';
  const isOdd = organizations.some(
    ({ id }) => !connected.keysOf.includes(id) || fails(reports[organizationPlace(id)]),
  );
  return isOdd ? 'attention' : 'done';
}

function microsoftState({ connected, reports }: Known): StepState {
  if (!connected.connections.tenant) return 'open';
  if (connected.signIn.kind === 'failed' || fails(reports['tenant'])) return 'attention';
  if (!isSignedIn(connected)) return 'open';
  const isMissing = connected.permissions.some(
    ({ isNeeded, missing }) => isNeeded && missing.length > 0,
  );
  return isMissing ? 'attention' : 'done';
}

function tokenState({ connected, choices, reports, now }: Known): StepState {
  const tokens = choices?.tokens ?? [];
  if (tokens.length === 0) return isSignedIn(connected) ? 'open' : 'later';
  const isOdd = tokens.some(
    ({ id, expiresAt, lastSyncErrorCode }) =>
      (expiresAt !== null && expiresAt <= now) ||
      lastSyncErrorCode !== 0 ||
      fails(reports[tokenPlace(id)]),
  );
  return isOdd ? 'attention' : 'done';
}

function targetsState({ policy, choices, reports }: Known): StepState {
  if (policy.targets.length === 0) return canChoose(choices) ? 'open' : 'later';
  const isOdd = policy.targets.some(
    (target) => !isThere(target, choices) || fails(reports[targetPlace(target.id)]),
  );
  return isOdd ? 'attention' : 'done';
}

function profilesState({ policy, choices }: Known): StepState {
  if (policy.targets.length === 0) return 'later';
  if (policy.targets.some((target) => familiesWithout(target).length > 0)) return 'open';
  const known = new Set(choices?.profiles.map(({ id }) => id));
  const isGone = policy.targets
    .flatMap(({ allowedProfileIds }) => Object.values(allowedProfileIds).flat())
    .some((id) => choices?.readAt != null && !known.has(id));
  return isGone ? 'attention' : 'done';
}

function canChoose(choices: Choices | undefined): boolean {
  return choices !== undefined && choices.services.length > 0 && choices.tokens.length > 0;
}

/** Before anything was read, nothing speaks against it. */
function isThere({ serviceId, tokenId }: Target, choices: Choices | undefined): boolean {
  if (choices?.readAt == null) return true;
  const hasService = choices.services.some(({ id }) => id === serviceId);
  return hasService && choices.tokens.some(({ id }) => id === tokenId);
}

function fails(report: TestReport | undefined): boolean {
  return report?.checks.some(({ outcome }) => outcome === 'fails') ?? false;
}
