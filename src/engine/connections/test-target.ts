import type { DeviceFamily } from '../../core/facts/device-facts.ts';
import type { Profile, Service, TenantFacts } from '../../core/facts/tenant-facts.ts';
import {
  cause,
  fails,
  holds,
  skipped,
  type Cause,
  type Check,
  type TestReport,
} from '../../core/setup/checks.ts';
import { DAY, type Now } from '../../core/time.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { tokenCheck, tokenSyncCheck } from './validity.ts';

interface Subject {
  readonly target: Target;
  readonly tenantFacts: Omit<TenantFacts, 'isOnline'>;
  readonly now: Now;
}

/** Intune asks Apple at least twice a day. */
const SILENT = 2 * DAY;

/** One pair and its profiles by what was read of both clouds; what was never read is skipped. */
export function testTarget(subject: Subject): TestReport {
  const checks = [checkService(subject), ...checkToken(subject), checkProfiles(subject)];
  return { testedAt: subject.now.bench, checks };
}

function checkService({ target, tenantFacts, now }: Subject): Check {
  const services = tenantFacts.services?.value.filter(
    ({ organizationId }) => organizationId === target.organizationId,
  );
  // They are read per organization: none of it means that they were not read yet.
  if (!services || services.length === 0) return skipped('targetService');
  const service = services.find(({ id }) => id === target.serviceId);
  if (!service) return fails('targetService', cause('serviceMissing'));
  const isInactive = service.status === 'INACTIVE' || service.status === 'DELETED';
  if (isInactive) return fails('targetService', cause('serviceInactive'));
  return holds('targetService', isSilent(service, now) ? [cause('serviceNotConnectedLately')] : []);
}

/** Only Apple Business tells of the last contact. */
function isSilent({ lastConnectedAt }: Service, { cloud }: Now): boolean {
  return lastConnectedAt !== undefined && (lastConnectedAt ?? 0) < cloud - SILENT;
}

function checkToken({ target, tenantFacts, now }: Subject): readonly Check[] {
  const tokens = tenantFacts.tokens?.value;
  if (!tokens) return [skipped('token'), skipped('tokenSync')];
  const token = tokens.find(({ id }) => id === target.tokenId);
  if (!token) return [fails('token', cause('noToken')), skipped('tokenSync')];
  return [tokenCheck(token, now.cloud), tokenSyncCheck(token, now.cloud)];
}

function checkProfiles({ target, tenantFacts }: Subject): Check {
  const profiles = tenantFacts.profiles?.value;
  if (!profiles) return skipped('targetProfiles');
  const found = familiesOf(target).map((family) => ofFamily(target, family, profiles));
  const faults = found.flatMap((each) => each.faults);
  const oddities = unique(found.flatMap((each) => each.oddities));
  if (faults.length === 0) return holds('targetProfiles', oddities);
  return { code: 'targetProfiles', outcome: 'fails', causes: [...faults, ...oddities] };
}

function familiesOf({ families = [], allowedProfileIds }: Target): DeviceFamily[] {
  const named = Object.keys(allowedProfileIds) as DeviceFamily[]; // keyed by family
  return [...new Set([...families, ...named])];
}

interface Found {
  /** With these no device of the family gets through. */
  readonly faults: readonly Cause[];
  readonly oddities: readonly Cause[];
}

function ofFamily(target: Target, family: DeviceFamily, profiles: readonly Profile[]): Found {
  const ids = target.allowedProfileIds[family] ?? [];
  const known = ids.flatMap((id) => choose(profiles, id, target.tokenId) ?? []);
  const isIncomplete = ids.length === 0 || known.length < ids.length;
  return {
    faults: [
      ...(isIncomplete ? [cause('profileMissing', { family })] : []),
      ...known.flatMap((profile) => faultsOf(profile, target, family)),
    ],
    oddities: known.flatMap(odditiesOf),
  };
}

/** Ids of profiles are unique as far as anybody knows; should they not be, that of the token is meant. */
function choose(profiles: readonly Profile[], id: string, tokenId: string): Profile | undefined {
  const all = profiles.filter((profile) => profile.id === id);
  return all.find((profile) => profile.tokenId === tokenId) ?? all[0];
}

const PLATFORM: Readonly<Partial<Record<DeviceFamily, Profile['platform']>>> = {
  iPhone: 'ios',
  iPad: 'ios',
  Mac: 'macos',
  AppleTV: 'tvos',
  Vision: 'visionos',
};

function faultsOf(profile: Profile, { tokenId }: Target, family: DeviceFamily): Cause[] {
  const { name, platform } = profile;
  const wanted = PLATFORM[family];
  // The new enrollment policies need not say for what they are.
  const isOther = platform !== 'unknown' && wanted !== undefined && platform !== wanted;
  return [
    ...(profile.tokenId === tokenId ? [] : [cause('profileOtherToken', { profile: name })]),
    ...(isOther ? [cause('profileOtherPlatform', { profile: name })] : []),
  ];
}

/** What a profile does not say is no oddity. */
function odditiesOf(profile: Profile): Cause[] {
  const { awaitsConfiguration, isRemovalDisabled, isShared, requiresUser } = profile;
  const signs = [
    ['profileNotAwaiting', awaitsConfiguration === false],
    ['profileRemovable', isRemovalDisabled === false],
    ['profileShared', isShared === true],
    ['profileWithoutUser', requiresUser === false],
  ] as const;
  return signs.flatMap(([code, isSo]) => (isSo ? cause(code, { profile: profile.name }) : []));
}

/** Two families may share a profile. */
function unique(causes: readonly Cause[]): readonly Cause[] {
  const keys = causes.map(({ code, params }) => `${code} ${String(params['profile'])}`);
  return causes.filter((_, place) => keys.indexOf(keys[place] ?? '') === place);
}
