import type { Suggestion } from '../../../../contract/connections.ts';
import type { DeviceFamily } from '../../../../core/facts/device-facts.ts';
import type { Policy, Target } from '../../../../core/verdict/policy.ts';

/**
 * One change of the policy. It is applied to whatever the engine has at that moment, so that nothing that was
 * changed elsewhere in the meantime is written back.
 */
export type PolicyEdit = (policy: Policy) => Policy;

type Pair = Pick<Suggestion, 'organizationId' | 'serviceId' | 'tokenId'>;

/** Every family that Intune can enroll; Watch is not among them (docs/protocol/intune.md#profiles). */
export const FAMILIES = ['iPhone', 'iPad', 'Mac', 'AppleTV', 'Vision'] as const;

/**
 * A service that becomes a target is moved to, so it is no longer one to move away from. Adds it once, however often
 * it is kept: the answer to the first time may have been lost.
 */
export function addTarget(id: string, name: string, pair: Pair): PolicyEdit {
  const { organizationId, serviceId, tokenId } = pair;
  const target = { id, name, organizationId, serviceId, tokenId, allowedProfileIds: {} };
  return (policy) => ({
    ...policy,
    targets: [...policy.targets.filter((each) => each.id !== id), target],
    formerServiceIds: without(policy.formerServiceIds, serviceId),
  });
}

/** Groups that named it fall back to the families of the targets that are left. */
export function removeTarget(id: string): PolicyEdit {
  return (policy) => ({
    ...policy,
    targets: policy.targets.filter((target) => target.id !== id),
    groups: Object.fromEntries(
      Object.entries(policy.groups).map(([name, { targetId, allowedProfileIds }]) => [
        name,
        { allowedProfileIds, ...(targetId !== undefined && targetId !== id && { targetId }) },
      ]),
    ),
  });
}

export function renameTarget(id: string, name: string): PolicyEdit {
  return changeTarget(id, (target) => ({ ...target, name }));
}

/** All families chosen is the same as none named: the target takes whatever comes. */
export function chooseFamily(id: string, family: DeviceFamily, isChosen: boolean): PolicyEdit {
  return changeTarget(id, ({ families: named, ...target }) => {
    const before = named ?? FAMILIES;
    const families = FAMILIES.filter((each) =>
      each === family ? isChosen : before.includes(each),
    );
    return families.length === FAMILIES.length ? target : { ...target, families };
  });
}

export function markFormer(serviceId: string, isFormer: boolean): PolicyEdit {
  return (policy) => {
    const others = without(policy.formerServiceIds, serviceId);
    return { ...policy, formerServiceIds: isFormer ? [...others, serviceId] : others };
  };
}

/** The profiles of one family, best first. */
export function setProfiles(
  id: string,
  family: DeviceFamily,
  change: (ids: readonly string[]) => readonly string[],
): PolicyEdit {
  return changeTarget(id, (target) => {
    const ids = [...change(target.allowedProfileIds[family] ?? [])];
    return { ...target, allowedProfileIds: { ...target.allowedProfileIds, [family]: ids } };
  });
}

export function setGroup(
  name: string,
  change: (group: Policy['groups'][string]) => Policy['groups'][string],
): PolicyEdit {
  return (policy) => {
    const group = policy.groups[name] ?? { allowedProfileIds: [] };
    return { ...policy, groups: { ...policy.groups, [name]: change(group) } };
  };
}

export function removeGroup(name: string): PolicyEdit {
  return (policy) => {
    const { [name]: _, ...groups } = policy.groups;
    return { ...policy, groups };
  };
}

export function setSwitch(
  name: 'intuneWipe' | 'migrationCheck' | 'lockAttestation',
  isOn: boolean,
): PolicyEdit {
  return (policy) => ({ ...policy, [name]: isOn });
}

export function setSettle(profileSettle: number): PolicyEdit {
  return (policy) => ({ ...policy, profileSettle });
}

/** Empty: no standard is named on a record. */
export function setEraseStandard(standard: string): PolicyEdit {
  return (policy) => {
    const { eraseStandard: _, ...others } = policy;
    return standard === '' ? others : { ...others, eraseStandard: standard };
  };
}

/** Empty: any version will do. */
export function setMinimumOs(family: DeviceFamily, version: string): PolicyEdit {
  return (policy) => {
    const { [family]: _, ...minimumOs } = policy.minimumOs;
    return {
      ...policy,
      minimumOs: version === '' ? minimumOs : { ...minimumOs, [family]: version },
    };
  };
}

export function moved(ids: readonly string[], id: string, by: 1 | -1): readonly string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  const others = without(ids, id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

export function without(ids: readonly string[], id: string): string[] {
  return ids.filter((each) => each !== id);
}

function changeTarget(id: string, change: (target: Target) => Target): PolicyEdit {
  return (policy) => ({
    ...policy,
    targets: policy.targets.map((target) => (target.id === id ? change(target) : target)),
  });
}
