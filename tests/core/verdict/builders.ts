import type {
  DeviceFacts,
  Enrollment,
  Hardware,
  Identity,
} from '../../../src/core/facts/device-facts.ts';
import type { Fact, FactSource } from '../../../src/core/facts/fact.ts';
import type { TenantFacts, Token } from '../../../src/core/facts/tenant-facts.ts';
import { serialNumberSchema } from '../../../src/core/identifiers/serial-number.ts';
import type { Work } from '../../../src/core/jobs/job.ts';
import { DAY, HOUR, MINUTE, type Instant, type Now } from '../../../src/core/time.ts';
import type { CaseView, Sighting } from '../../../src/core/verdict/case-view.ts';
import { policySchema, type Policy } from '../../../src/core/verdict/policy.ts';

/** Every test happens at this moment. The clouds' clock is ahead, so that a mix-up of the two shows everywhere. */
export const BENCH: Instant = Date.UTC(2026, 10, 23, 9, 0);
export const CLOUD: Instant = BENCH + 7 * MINUTE;

export const SERIAL = serialNumberSchema.parse('F2LTESTA0001');
export const OTHER_SERIAL = serialNumberSchema.parse('F2LTESTA0002');
export const ORGANIZATION = 'contoso';
export const OTHER_ORGANIZATION = 'contoso-school';

export const SERVICE = { intune: 'S-INTUNE', kiosk: 'S-KIOSK', old: 'S-OLD', stranger: 'S-X' };
export const CONFIGURATOR = 'S-CONFIGURATOR';
export const TOKEN = { intune: 'token-intune', kiosk: 'token-kiosk' };
export const PROFILE = { phone: 'p-phone', mac: 'p-mac', kiosk: 'p-kiosk', stray: 'p-stray' };

/** So long ago on the bench's clock: when facts were read, what the operator said. */
export function ago(milliseconds: number): Instant {
  return BENCH - milliseconds;
}

/** So long ago on the clouds' clock: what Apple and Intune say, and reset records. */
export function cloudAgo(milliseconds: number): Instant {
  return CLOUD - milliseconds;
}

/** A statement read a minute ago, unless told otherwise. */
export function aFact<T>(value: T, age = MINUTE, source: FactSource = 'appleList'): Fact<T> {
  return { value, source, observedAt: ago(age) };
}

/** The same statement, read so long ago. */
export function aged<T>(fact: Fact<T> | undefined, age: number): Fact<T> | undefined {
  return fact && { ...fact, observedAt: ago(age) };
}

export function aNow(now: Partial<Now> = {}): Now {
  return { bench: BENCH, cloud: CLOUD, ...now };
}

/** An iPhone that may be reset: on Intune's service since two hours, its profile given 80 minutes ago. */
export function aDevice(facts: Partial<DeviceFacts> = {}): DeviceFacts {
  return {
    serial: SERIAL,
    hardware: aFact(aHardware()),
    membership: aFact({ state: 'member', organizationId: ORGANIZATION }),
    assignment: anAssignment(),
    deviceCheck: aDeviceCheck(),
    lock: aFact({ state: 'none' }, MINUTE, 'appleDevice'),
    identities: aFact([anIdentity()], MINUTE, 'intuneList'),
    enrollments: aFact([], MINUTE, 'intuneList'),
    ...facts,
  };
}

export function aHardware(hardware: Partial<Hardware> = {}): Hardware {
  return {
    family: 'iPhone',
    model: 'iPhone 16',
    imei: [],
    meid: [],
    addedAt: cloudAgo(400 * DAY),
    purchaseSource: 'RESELLER',
    ...hardware,
  };
}

type AssignmentFact = NonNullable<DeviceFacts['assignment']>;
type DeviceCheckFact = NonNullable<DeviceFacts['deviceCheck']>;

export function anAssignment(value: Partial<AssignmentFact['value']> = {}): AssignmentFact {
  return aFact({
    organizationId: ORGANIZATION,
    serviceId: SERVICE.intune,
    assignedAt: cloudAgo(2 * HOUR),
    ...value,
  });
}

export function aDeviceCheck(value: Partial<DeviceCheckFact['value']> = {}): DeviceCheckFact {
  const nothing = { releasedAt: null, migrationStatus: null, migrationDeadline: null };
  return aFact({ ...nothing, isMigrationCapable: false, ...value }, MINUTE, 'appleDevice');
}

export function anIdentity(identity: Partial<Identity> = {}): Identity {
  return {
    id: 'identity-1',
    tokenId: TOKEN.intune,
    profileId: PROFILE.phone,
    profileAssignedAt: cloudAgo(80 * MINUTE),
    enrollmentState: 'notContacted',
    isDeleted: false,
    createdAt: cloudAgo(90 * MINUTE),
    lastContactedAt: null,
    ...identity,
  };
}

/** A row that says: in Intune with the right profile since half an hour. */
export function anEnrollment(row: Partial<Enrollment> = {}): Enrollment {
  return {
    id: 'row-1',
    enrolledAt: cloudAgo(30 * MINUTE),
    managementState: 'managed',
    managementAgent: 'mdm',
    enrollmentType: 'appleBulkWithUser',
    profileName: 'Phones',
    userPrincipalName: null,
    lastSyncAt: null,
    osVersion: null,
    ...row,
  };
}

export function identities(...rows: readonly Partial<Identity>[]): DeviceFacts['identities'] {
  return aFact(
    rows.map((row) => anIdentity(row)),
    MINUTE,
    'intuneList',
  );
}

export function enrollments(...rows: readonly Partial<Enrollment>[]): DeviceFacts['enrollments'] {
  return aFact(
    rows.map((row) => anEnrollment(row)),
    MINUTE,
    'intuneList',
  );
}

export function aToken(token: Partial<Token> = {}): Token {
  return {
    id: TOKEN.intune,
    name: 'Contoso ADE',
    expiresAt: cloudAgo(-200 * DAY),
    lastSyncTriggeredAt: cloudAgo(90 * MINUTE),
    recentSyncs: [cloudAgo(85 * MINUTE)],
    lastSyncErrorCode: 0,
    ...token,
  };
}

export function tokens(token: Partial<Token> = {}): TenantFacts['tokens'] {
  const kiosk = aToken({ id: TOKEN.kiosk, name: 'Kiosk ADE' });
  return aFact([aToken(token), kiosk], MINUTE, 'intuneList');
}

export function profiles(
  ...names: readonly (readonly [string, string])[]
): TenantFacts['profiles'] {
  const value = names.map(([id, name]) => ({
    id,
    name,
    tokenId: id === PROFILE.kiosk ? TOKEN.kiosk : TOKEN.intune,
    platform: 'unknown' as const,
    awaitsConfiguration: true,
    isRemovalDisabled: true,
    requiresUser: true,
  }));
  return aFact(value, MINUTE, 'intuneList');
}

/** Intune can enroll, and everything can be asked. */
export function aTenant(facts: Partial<TenantFacts> = {}): TenantFacts {
  const service = (id: string, name: string, type = 'MDM') => {
    return { id, organizationId: ORGANIZATION, name, type };
  };
  return {
    isOnline: true,
    services: aFact([
      service(SERVICE.intune, 'Intune'),
      service(SERVICE.kiosk, 'Intune Kiosk'),
      service(SERVICE.old, 'Old MDM'),
      service(SERVICE.stranger, 'Lab MDM'),
      service(CONFIGURATOR, 'Apple Configurator', 'APPLE_CONFIGURATOR'),
    ]),
    tokens: tokens(),
    pushCertificate: aFact({ expiresAt: cloudAgo(-200 * DAY) }, MINUTE, 'intuneList'),
    profiles: profiles(
      [PROFILE.phone, 'Phones'],
      [PROFILE.mac, 'Macs'],
      [PROFILE.kiosk, 'Kiosks'],
      [PROFILE.stray, 'Stray'],
    ),
    ...facts,
  };
}

export function offline(facts: Partial<TenantFacts> = {}): TenantFacts {
  return aTenant({ isOnline: false, ...facts });
}

/** Two targets: one for every family, one for kiosks that only a manifest names. */
export function aPolicy(policy: Partial<Policy> = {}): Policy {
  const phone = [PROFILE.phone];
  const intune = {
    id: 'intune',
    name: 'Contoso Intune',
    organizationId: ORGANIZATION,
    serviceId: SERVICE.intune,
    tokenId: TOKEN.intune,
    allowedProfileIds: { iPhone: phone, iPad: phone, Mac: [PROFILE.mac], AppleTV: phone },
  };
  const kiosk = {
    id: 'kiosk',
    name: 'Contoso Kiosk',
    organizationId: ORGANIZATION,
    serviceId: SERVICE.kiosk,
    tokenId: TOKEN.kiosk,
    allowedProfileIds: { iPad: [PROFILE.kiosk], iPhone: [PROFILE.kiosk] },
  };
  const defaults = policySchema.parse({
    targets: [intune, kiosk],
    formerServiceIds: [SERVICE.old],
  });
  return { ...defaults, ...policy };
}

/** Scanned, on no slot, nothing else known. */
export function aView(view: Partial<CaseView> = {}): CaseView {
  return { scannedSerial: SERIAL, sightings: [], work: [], ...view };
}

export function aSighting(sighting: Partial<Sighting> = {}): Sighting {
  return { slot: '1-2', mode: 'normal', isInSetupAssistant: false, ...sighting };
}

export function aWork(work: Partial<Work> = {}): Work {
  return { kind: 'reassign', state: 'submitted', since: ago(5 * MINUTE), ...work };
}

/** Everything that `assess` is given. */
export interface World {
  readonly device: DeviceFacts | null;
  readonly tenant: TenantFacts;
  readonly view: CaseView;
  readonly policy: Policy;
  readonly now: Now;
}

export function aWorld(world: Partial<World> = {}): World {
  return {
    device: aDevice(),
    tenant: aTenant(),
    view: aView(),
    policy: aPolicy(),
    now: aNow(),
    ...world,
  };
}
