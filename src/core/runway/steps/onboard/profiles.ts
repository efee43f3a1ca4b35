import type { DeviceFamily } from '../../../facts/device-facts.ts';
import { familyName } from '../../../facts/family-name.ts';
import type { Profile } from '../../../facts/tenant-facts.ts';
import type { Target } from '../../../verdict/policy.ts';
import { allowedFor, type Fleet } from '../../fleet.ts';
import { found, foundIf } from '../../found.ts';
import type { RunwayInput } from '../../input.ts';
import type { RunwayFinding } from '../../runway.ts';

type Platform = Profile['platform'];

/** Which platform's profiles and restrictions count for a family; `unknown` has none of its own. */
const PLATFORM: Readonly<Partial<Record<DeviceFamily, Platform>>> = {
  iPhone: 'ios',
  iPad: 'ios',
  Mac: 'macos',
  AppleTV: 'tvos',
  Vision: 'visionos',
};

/** A profile for every family of this target, and what is odd about those that are there. */
export function profileFindings(target: Target, input: RunwayInput, fleet: Fleet): RunwayFinding[] {
  const families = familiesOf(target, fleet);
  return [
    ...families.flatMap((family) => ofFamily({ target, family, input })),
    ...defaults(target, target.families ?? seenFor(target, fleet), input),
    ...restrictions(families, input),
  ];
}

/** Those that the policy names, and those of the devices that belong to it. */
function familiesOf(target: Target, fleet: Fleet): DeviceFamily[] {
  const named = Object.keys(target.allowedProfileIds) as DeviceFamily[]; // keyed by family
  const all = new Set([...named, ...(target.families ?? []), ...seenFor(target, fleet)]);
  return [...all].filter((family) => PLATFORM[family] !== undefined);
}

function seenFor({ id }: Target, { lines }: Fleet): DeviceFamily[] {
  return [...new Set(lines.filter(({ target }) => target.id === id).map(({ family }) => family))];
}

interface OfFamily {
  readonly target: Target;
  readonly family: DeviceFamily;
  readonly input: RunwayInput;
}

function ofFamily({ target, family, input }: OfFamily): RunwayFinding[] {
  const { tenant, connections } = input;
  const about = { target: target.name, family: familyName(family) };
  const allowed = allowedFor(target, family, connections.policy);
  if (allowed.length === 0) return [found('profileMissingForFamily', about)];
  const profiles = tenant.profiles?.value;
  if (!profiles) return [];
  const there = profiles.filter(
    ({ id, tokenId }) => allowed.includes(id) && tokenId === target.tokenId,
  );
  // The first of the list is the one that is given.
  const [first] = target.allowedProfileIds[family] ?? [];
  const isGone = first !== undefined && !there.some(({ id }) => id === first);
  return [
    ...foundIf(isGone || there.length === 0, 'profileGone', about),
    ...there.flatMap((profile) => oddities(profile)),
  ];
}

/** What a profile does not say is no oddity. */
function oddities({ name, awaitsConfiguration, isRemovalDisabled }: Profile): RunwayFinding[] {
  return [
    ...foundIf(awaitsConfiguration === false, 'profileNotAwaiting', { profile: name }),
    ...foundIf(isRemovalDisabled === false, 'profileRemovable', { profile: name }),
  ];
}

/**
 * New devices of a family that the target does not take need no default: they are not to come here. Enrollment
 * policies never say whether they are the default: only where all profiles do is it known.
 */
function defaults(
  { tokenId }: Target,
  families: readonly DeviceFamily[],
  { tenant }: RunwayInput,
): RunwayFinding[] {
  const token = tenant.tokens?.value.find(({ id }) => id === tokenId)?.name ?? tokenId;
  const lacking = families.filter((family) => {
    const ofPlatform = (tenant.profiles?.value ?? []).filter(
      (profile) => profile.tokenId === tokenId && profile.platform === PLATFORM[family],
    );
    return ofPlatform.length > 0 && ofPlatform.every(({ isDefault }) => isDefault === false);
  });
  return foundIf(lacking.length > 0, 'noDefaultProfile', {
    token,
    families: lacking.map(familyName).join(', '),
  });
}

function restrictions(families: readonly DeviceFamily[], { tenant }: RunwayInput): RunwayFinding[] {
  const blocked: readonly Platform[] = tenant.restrictions?.value.blockedPlatforms ?? [];
  const kept = families.filter((family) => blocked.includes(PLATFORM[family] ?? 'unknown'));
  return foundIf(kept.length > 0, 'platformBlocked', { families: kept.map(familyName).join(', ') });
}
