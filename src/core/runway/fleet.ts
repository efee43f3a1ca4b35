import type { DeviceFamily } from '../facts/device-facts.ts';
import type { Profile, Service } from '../facts/tenant-facts.ts';
import type { Policy, Target } from '../verdict/policy.ts';
import type { HandledLine, RunwayInput } from './input.ts';
import type { TallyLine } from './tally.ts';

/** How far a line has come, and where it belongs. Each mark includes the ones before it. */
export interface Placed {
  readonly count: number;
  readonly family: DeviceFamily;
  readonly target: Target;
  /** Where Apple sends it was never read. */
  readonly isUnread: boolean;
  readonly isReassigned: boolean;
  readonly isSynchronised: boolean;
  readonly hasProfile: boolean;
  /** It has a profile, but not one that it may have. */
  readonly hasWrongProfile: boolean;
  readonly isEnrolled: boolean;
}

export interface Fleet {
  /** Devices that are to be brought to a target, or are there. */
  readonly lines: readonly Placed[];
  readonly handled: readonly (Placed & HandledLine)[];
  readonly total: number;
  readonly unread: number;
  /** Devices on services that nobody named: they are left alone. */
  readonly foreign: number;
}

/** What the fleet is counted from. */
export type FleetInput = Pick<RunwayInput, 'connections' | 'tenant' | 'tally' | 'handled'>;

/**
 * The fleet of the campaign: what is on a target, on a former service, or on none, as far as some target takes it.
 * What is on a foreign service, in no connected organization, or of a kind that cannot move is not part of it.
 */
export function fleetOf(input: FleetInput): Fleet {
  const place = placing(input);
  const lines = input.tally.flatMap((line) => place(line) ?? []);
  const handled = input.handled.flatMap((line) => {
    const where = place(line);
    return where ? [{ ...line, ...where }] : [];
  });
  return {
    lines,
    handled,
    total: sum(lines),
    unread: sum(lines.filter(({ isUnread }) => isUnread)),
    foreign: sum(input.tally.filter((line) => isForeign(line, input))),
  };
}

export function sum(lines: readonly { readonly count: number }[]): number {
  return lines.reduce((total, { count }) => total + count, 0);
}

/** Bare ids that a device of this family may have under this target, by its own rule or by a group's. */
export function allowedFor(
  target: Target,
  family: DeviceFamily,
  policy: Policy,
): readonly string[] {
  const ofGroups = Object.values(policy.groups)
    .filter(({ targetId }) => targetId === undefined || targetId === target.id)
    .flatMap(({ allowedProfileIds }) => allowedProfileIds);
  return [...(target.allowedProfileIds[family] ?? []), ...ofGroups];
}

function placing({ connections, tenant }: FleetInput) {
  const { policy } = connections;
  const services = tenant.services?.value ?? [];
  const profiles = tenant.profiles?.value ?? [];
  const isConnected = (id: string | null) => connections.organizations.some((one) => one.id === id);
  return (line: TallyLine): Placed | undefined => {
    if (line.family === 'Watch') return undefined;
    const own = targetOn(line, policy);
    const target = own ?? targetFor(line, { policy, services, isConnected });
    if (!target) return undefined;
    const allowed = allowedFor(target, line.family, policy);
    return placed(line, { target, isReassigned: own !== undefined, allowed, profiles });
  };
}

interface Belonging {
  readonly target: Target;
  readonly isReassigned: boolean;
  readonly allowed: readonly string[];
  readonly profiles: readonly Profile[];
}

function placed(line: TallyLine, belonging: Belonging): Placed {
  const { target, isReassigned, allowed, profiles } = belonging;
  const { count, family, profileId } = line;
  const isSynchronised = isReassigned && line.tokenId === target.tokenId;
  const hasProfile = isSynchronised && allowed.includes(profileId ?? '');
  const names = profiles.filter(({ id }) => allowed.includes(id)).map(({ name }) => name);
  return {
    count,
    family,
    target,
    isUnread: line.serviceId === undefined,
    isReassigned,
    isSynchronised,
    hasProfile,
    hasWrongProfile: isSynchronised && !hasProfile && profileId !== null,
    // A row tells its profile by name alone; one that is not known by name proves nothing.
    isEnrolled: hasProfile && line.isEnrolled && names.includes(line.enrolledProfile ?? ''),
  };
}

/** The target on whose service it already is; among several on one service the one that takes its family. */
function targetOn(line: TallyLine, { targets }: Policy): Target | undefined {
  const there = targets.filter(
    ({ organizationId, serviceId }) =>
      organizationId === line.organizationId && serviceId === line.serviceId,
  );
  return there.find((target) => takes(target, line.family)) ?? there[0];
}

interface Surroundings {
  readonly policy: Policy;
  readonly services: readonly Service[];
  readonly isConnected: (organizationId: string | null) => boolean;
}

/** The target that it is to be brought to. */
function targetFor(line: TallyLine, around: Surroundings): Target | undefined {
  const { policy, isConnected } = around;
  const takers = policy.targets.filter((target) => takes(target, line.family));
  if (line.serviceId === undefined && line.organizationId === null) {
    return takers.find(({ tokenId }) => tokenId === line.tokenId);
  }
  if (!isConnected(line.organizationId) || !mayMove(line.serviceId, around)) return undefined;
  return takers.find(({ organizationId }) => organizationId === line.organizationId);
}

function takes({ families }: Target, family: DeviceFamily): boolean {
  return !families || families.includes(family);
}

function mayMove(
  serviceId: string | null | undefined,
  { policy, services }: Surroundings,
): boolean {
  if (serviceId === null || serviceId === undefined) return true;
  return policy.formerServiceIds.includes(serviceId) || isConfigurator(serviceId, services);
}

/** Apple's pseudo-service of Configurator counts as none (docs/protocol/apple-business.md#apple-configurator). */
function isConfigurator(serviceId: string, services: readonly Service[]): boolean {
  return services.some(({ id, type }) => id === serviceId && type === 'APPLE_CONFIGURATOR');
}

function isForeign(line: TallyLine, { connections, tenant }: FleetInput): boolean {
  const { serviceId, organizationId } = line;
  const { policy, organizations } = connections;
  // Not known by name: it may be the pseudo-service, which is nobody's.
  const services = tenant.services?.value ?? [];
  if (serviceId === null || serviceId === undefined || services.length === 0) return false;
  const isTarget = policy.targets.some((target) => target.serviceId === serviceId);
  const isHere = organizations.some(({ id }) => id === organizationId);
  return (
    isHere &&
    !isTarget &&
    !policy.formerServiceIds.includes(serviceId) &&
    !isConfigurator(serviceId, services)
  );
}
