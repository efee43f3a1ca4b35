import type { DeviceFacts, Identity } from '../../../src/core/facts/device-facts.ts';
import type { Fact } from '../../../src/core/facts/fact.ts';
import type { TenantFacts, Token } from '../../../src/core/facts/tenant-facts.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import type { CaseView } from '../../../src/core/verdict/case-view.ts';
import {
  ago,
  aDevice,
  aDeviceCheck,
  aFact,
  anAssignment,
  aPolicy,
  aSighting,
  aWork,
  cloudAgo,
  enrollments,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  OTHER_SERIAL,
  PROFILE,
  SERVICE,
  type World,
} from './builders.ts';

/** One thing that is missing, stale or contradictory. After any of them, nobody may erase or switch on. */
export interface Harm {
  readonly name: string;
  readonly applies: (world: World) => boolean;
  readonly to: (world: World) => World;
}

type AgedFact = Exclude<keyof DeviceFacts, 'serial' | 'hardware' | 'contradiction'>;

/** How old each fact may be, as the policy has it when nobody changed it. */
const LIMITS: Readonly<Record<AgedFact, number>> = {
  membership: 4 * HOUR,
  assignment: 4 * HOUR,
  identities: 4 * HOUR,
  lock: 8 * HOUR,
  deviceCheck: 8 * HOUR,
  enrollments: 10 * MINUTE,
};
const TENANT_LIMITS = { tokens: HOUR, pushCertificate: HOUR } as const;

const always = () => true;
const isAttested = ({ view }: World) => view.lockAttestedAt !== undefined;
const needsLock = ({ device }: World) => device?.hardware?.value.family !== 'AppleTV';
const needsCheck = ({ policy }: World) => policy.migrationCheck;
const isNotAtHello = ({ view }: World) => !view.sightings.some((seen) => seen.isInSetupAssistant);
const isNotPending = ({ device }: World) =>
  device?.identities?.value.every((row) => row.enrollmentState !== 'pendingReset') ?? true;

/** Missing, too old, or read in the future: of each fact that a gate needs. */
export const ABSENCES: readonly Harm[] = [
  ...Object.keys(LIMITS).flatMap((key) => harmsOfDevice(key as AgedFact)),
  ...Object.keys(TENANT_LIMITS).flatMap((key) => harmsOfTenant(key as keyof typeof TENANT_LIMITS)),
  onDevice('hardware is missing', { hardware: undefined }),
];

const sealedYetUsed = enrollments({ managementState: 'retireIssued', enrolledAt: cloudAgo(1) });
const elsewhere = aFact({ state: 'member' as const, organizationId: OTHER_ORGANIZATION });
const disagree = aFact({ answers: ['A', 'B'] as [string, string] });

/** Facts that contradict each other or the wish to reset. */
export const CONTRADICTIONS: readonly Harm[] = [
  onDevice('Apple named two services', { contradiction: disagree }),
  onDevice('another organization has it', { membership: elsewhere }),
  onDevice('no organization has it', { membership: aFact({ state: 'absent' }) }),
  onDevice('it is on a former service', { assignment: anAssignment({ serviceId: SERVICE.old }) }),
  onDevice('it is on no service', { assignment: anAssignment({ serviceId: null }) }),
  onDevice('its service is in another organization', {
    assignment: anAssignment({ organizationId: OTHER_ORGANIZATION }),
  }),
  onDevice('it was assigned after its profile', {
    assignment: anAssignment({ serviceId: SERVICE.intune, assignedAt: cloudAgo(MINUTE) }),
    membership: aFact({ state: 'member', organizationId: ORGANIZATION }),
  }),
  onIdentity('its identity was deleted', { isDeleted: true }),
  onIdentity('its identity is under a token of nobody', { tokenId: '?' }),
  onIdentity('its profile has no date', { profileAssignedAt: null }),
  onIdentity('its profile is a stray one', { profileId: PROFILE.stray }),
  onIdentity('it is blocked', { enrollmentState: 'blocked' }),
  onDevice('it is in use since nobody knows when', {
    enrollments: enrollments({ enrolledAt: null }),
  }),
  {
    ...onDevice('it is in use with an unheard-of profile', {
      enrollments: enrollments({ profileName: null }),
    }),
    applies: isNotPending,
  },
  onDevice('it was released', { deviceCheck: aDeviceCheck({ releasedAt: cloudAgo(HOUR) }) }),
  onDevice('it migrates', { deviceCheck: aDeviceCheck({ migrationStatus: 'STARTED' }) }),
  onDevice('it migrated yesterday', {
    deviceCheck: { ...aDeviceCheck({ migrationStatus: 'REQUESTED' }), observedAt: ago(24 * HOUR) },
  }),
  { ...onDevice('it is locked', { lock: aFact({ state: 'mdm' }) }), applies: needsLock },
  {
    ...onDevice('its lock is unreadable', { lock: aFact({ state: 'unreadable', failures: 3 }) }),
    applies: (world) => needsLock(world) && !isAttested(world),
  },
  onTokens('the tokens expired', { expiresAt: cloudAgo(1) }),
  onTokens('the tokens do not sync', { lastSyncErrorCode: 1 }),
  onTenant('the push certificate expired', { pushCertificate: aFact({ expiresAt: cloudAgo(1) }) }),
  onView('another serial is on the cable', {
    sightings: [aSighting({ serialRead: OTHER_SERIAL })],
  }),
  onView('it is on two slots', { sightings: [aSighting(), aSighting({ slot: '2' })] }),
  onView('another serial was scanned', { scannedSerial: OTHER_SERIAL }),
  onView('it is set aside', { setAside: { at: ago(DAY), cause: 'forRepair', owner: 'Kim' } }),
  onView('it is being reassigned', { work: [aWork({ state: 'finished' })] }),
  onView('it is being given a profile', { work: [aWork({ kind: 'assignProfile' })] }),
  {
    name: 'it is sealed, yet somebody used it',
    applies: isNotAtHello,
    to: (world) => ({
      ...world,
      device: { ...(world.device ?? aDevice()), enrollments: sealedYetUsed },
      view: { ...world.view, expectation: { ...world.view.expectation, isSealedNew: true } },
    }),
  },
  {
    name: 'there is no target',
    applies: always,
    to: (world) => ({ ...world, policy: aPolicy({ targets: [] }) }),
  },
];

function harmsOfDevice(key: AgedFact): Harm[] {
  const needed = { lock: needsLock, deviceCheck: needsCheck }[key as string] ?? always;
  const known = (world: World) => world.device?.[key] as Fact<never> | undefined;
  const aging = (observedAt: number) => (world: World) => {
    const fact = known(world);
    return onDevice('', { [key]: fact && { ...fact, observedAt } }).to(world);
  };
  return [
    { ...onDevice(`${key} is missing`, { [key]: undefined }), applies: needed },
    { name: `${key} is too old`, applies: needed, to: aging(ago(LIMITS[key] + 1)) },
    { name: `${key} is from the future`, applies: needed, to: aging(ago(-6 * MINUTE)) },
  ];
}

function harmsOfTenant(key: keyof typeof TENANT_LIMITS): Harm[] {
  const aging = (observedAt: number) => (world: World) => {
    const fact = world.tenant[key];
    return onTenant('', { [key]: fact && { ...fact, observedAt } }).to(world);
  };
  return [
    onTenant(`${key} is missing`, { [key]: undefined }),
    { name: `${key} is too old`, applies: always, to: aging(ago(TENANT_LIMITS[key] + 1)) },
    { name: `${key} is from the future`, applies: always, to: aging(ago(-6 * MINUTE)) },
  ];
}

function onDevice(name: string, facts: Partial<DeviceFacts>): Harm {
  const to = (world: World) => ({ ...world, device: { ...(world.device ?? aDevice()), ...facts } });
  return { name, applies: always, to };
}

function onTenant(name: string, facts: Partial<TenantFacts>): Harm {
  const to = (world: World) => ({ ...world, tenant: { ...world.tenant, ...facts } });
  return { name, applies: always, to };
}

function onIdentity(name: string, change: Partial<Identity>): Harm {
  const to = (world: World) => {
    const fact = world.device?.identities;
    const value = (fact?.value ?? []).map((row) => ({ ...row, ...change }));
    return onDevice('', { identities: fact && { ...fact, value } }).to(world);
  };
  return { name, applies: always, to };
}

function onTokens(name: string, change: Partial<Token>): Harm {
  const to = (world: World) => {
    const fact = world.tenant.tokens;
    const value = (fact?.value ?? []).map((token) => ({ ...token, ...change }));
    return onTenant('', { tokens: fact && { ...fact, value } }).to(world);
  };
  return { name, applies: always, to };
}

function onView(name: string, view: Partial<CaseView>): Harm {
  const to = (world: World) => ({ ...world, view: { ...world.view, ...view } });
  return { name, applies: always, to };
}
