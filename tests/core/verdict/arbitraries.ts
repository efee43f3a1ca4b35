import fc from 'fast-check';
import { SET_ASIDE_CAUSES } from '../../../src/core/custody/set-aside.ts';
import {
  deviceFamilySchema,
  enrollmentStateSchema,
  type DeviceFacts,
  type Enrollment,
  type Identity,
} from '../../../src/core/facts/device-facts.ts';
import { deviceModeSchema } from '../../../src/core/facts/device-mode.ts';
import { factSourceSchema, type Fact } from '../../../src/core/facts/fact.ts';
import type { Profile, Service, TenantFacts, Token } from '../../../src/core/facts/tenant-facts.ts';
import { jobKindSchema, jobStateSchema, type Work } from '../../../src/core/jobs/job.ts';
import { evidenceLevelSchema } from '../../../src/core/reset/evidence.ts';
import { DAY, HOUR, MINUTE, type Instant, type Now } from '../../../src/core/time.ts';
import type { CaseView, Expectation, Sighting } from '../../../src/core/verdict/case-view.ts';
import { policySchema, type Policy } from '../../../src/core/verdict/policy.ts';
import {
  aPolicy,
  BENCH,
  CLOUD,
  CONFIGURATOR,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  OTHER_SERIAL,
  PROFILE,
  SERIAL,
  SERVICE,
  TOKEN,
  type World,
} from './builders.ts';

const LAST_INSTANT = 8_640_000_000_000_000;

/** Mostly around now, where the decisions are; sometimes any moment a date can be. */
const instant: fc.Arbitrary<Instant> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: BENCH - 6 * HOUR, max: BENCH + HOUR }) },
  { weight: 2, arbitrary: fc.integer({ min: BENCH - 60 * DAY, max: BENCH + 60 * DAY }) },
  { weight: 1, arbitrary: fc.constantFrom(0, BENCH, CLOUD, LAST_INSTANT) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: LAST_INSTANT }) },
);
const maybeInstant = fc.option(instant);
const organization = fc.constantFrom(ORGANIZATION, OTHER_ORGANIZATION);
const serviceId = fc.constantFrom(...Object.values(SERVICE), CONFIGURATOR, '', 'never-heard-of');
const tokenId = fc.constantFrom(...Object.values(TOKEN), 'never-heard-of');
const profileId = fc.constantFrom(...Object.values(PROFILE), '', 'never-heard-of');
const name = fc.constantFrom('Phones', 'Macs', 'Kiosks', 'Stray', '', '{name}', 'Größe "x"');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

function fact<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T> | undefined> {
  const source = fc.constantFrom(...factSourceSchema.options);
  return maybe(fc.record({ value, source, observedAt: instant }));
}

/** Rows of a list have ids of their own. */
function rows<T extends { readonly id: string }>(row: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.uniqueArray(row, { maxLength: 4, selector: ({ id }) => id });
}

const identity: fc.Arbitrary<Identity> = fc.record({
  id: fc.uuid(),
  tokenId,
  profileId: fc.option(profileId),
  profileAssignedAt: maybeInstant,
  enrollmentState: fc.constantFrom(...enrollmentStateSchema.options),
  isDeleted: fc.boolean(),
  createdAt: maybeInstant,
  lastContactedAt: maybeInstant,
});

const enrollment: fc.Arbitrary<Enrollment> = fc.record({
  id: fc.uuid(),
  enrolledAt: maybeInstant,
  managementState: fc.constantFrom('managed', 'retirePending', 'wipeIssued', 'newState'),
  managementAgent: fc.constantFrom('mdm', 'jamf', ''),
  enrollmentType: fc.constantFrom('appleBulkWithUser', 'appleBulkWithoutUser', 'userEnrollment'),
  profileName: fc.option(name),
  userPrincipalName: fc.option(name),
  lastSyncAt: maybeInstant,
  osVersion: fc.option(name),
});

export const someDevice: fc.Arbitrary<DeviceFacts> = fc.record({
  serial: fc.constant(SERIAL),
  hardware: fact(
    fc.record({
      family: fc.constantFrom(...deviceFamilySchema.options),
      model: name,
      imei: fc.constant([]),
      meid: fc.constant([]),
      eid: maybe(name),
      addedAt: maybe(instant),
      purchaseSource: maybe(fc.constantFrom('MANUALLY_ADDED', 'RESELLER', '?')),
    }),
  ),
  membership: fact(
    fc.oneof(
      fc.record({ state: fc.constant('member' as const), organizationId: organization }),
      fc.constant({ state: 'absent' as const }),
    ),
  ),
  assignment: fact(
    fc.record({
      organizationId: organization,
      serviceId: fc.option(serviceId),
      assignedAt: maybe(instant),
    }),
  ),
  deviceCheck: fact(
    fc.record({
      releasedAt: maybeInstant,
      isMigrationCapable: fc.option(fc.boolean()),
      migrationStatus: fc.option(
        fc.constantFrom('REQUESTED', 'STARTED', 'SUCCESS', 'FAILED', 'unknown'),
      ),
      migrationDeadline: maybeInstant,
    }),
  ),
  lock: fact(
    fc.oneof(
      fc.record({ state: fc.constantFrom('none', 'user', 'mdm', 'unknownKind') }),
      fc.record({
        state: fc.constant('unreadable' as const),
        failures: fc.nat(5).map((n) => n + 1),
      }),
    ),
  ),
  identities: fact(rows(identity)),
  enrollments: fact(rows(enrollment)),
  contradiction: fact(fc.record({ answers: fc.tuple(name, name) })),
});

const service: fc.Arbitrary<Service> = fc.record({
  id: serviceId,
  organizationId: organization,
  name,
  type: fc.constantFrom('MDM', 'APPLE_CONFIGURATOR', 'APPLE_MDM', 'NEW'),
});

const token: fc.Arbitrary<Token> = fc.record({
  id: tokenId,
  name,
  expiresAt: maybeInstant,
  lastSyncTriggeredAt: maybeInstant,
  recentSyncs: fc.array(instant, { maxLength: 3 }),
  lastSyncErrorCode: fc.constantFrom(0, 0, 0, 7),
});

const profile: fc.Arbitrary<Profile> = fc.record({
  id: profileId,
  tokenId,
  name,
  platform: fc.constantFrom('ios', 'macos', 'unknown'),
  awaitsConfiguration: fc.option(fc.boolean()),
  isRemovalDisabled: fc.option(fc.boolean()),
  requiresUser: fc.option(fc.boolean()),
});

export const someTenant: fc.Arbitrary<TenantFacts> = fc.record({
  isOnline: fc.boolean(),
  services: fact(rows(service)),
  tokens: fact(rows(token)),
  pushCertificate: fact(fc.record({ expiresAt: maybeInstant })),
  profiles: fact(rows(profile)),
});

const sighting: fc.Arbitrary<Sighting> = fc.record({
  slot: fc.constantFrom('1-2', '1-2', '1-3', ''),
  mode: fc.constantFrom(...deviceModeSchema.options),
  serialRead: maybe(fc.constantFrom(SERIAL, SERIAL, OTHER_SERIAL)),
  isInSetupAssistant: fc.boolean(),
  batteryPercent: maybe(fc.integer({ min: -1, max: 101 })),
  osVersion: maybe(fc.oneof(name, fc.constantFrom('17', '18.1', '26.0.1'))),
  hasEsim: maybe(fc.boolean()),
});

const expectation: fc.Arbitrary<Expectation> = fc.record({
  isSealedNew: maybe(fc.boolean()),
  keepsData: maybe(fc.boolean()),
  isReleased: maybe(fc.boolean()),
  profileIds: maybe(fc.array(profileId, { maxLength: 2 })),
  targetId: maybe(fc.constantFrom('intune', 'kiosk', 'gone')),
});

const work: fc.Arbitrary<Work> = fc.record({
  kind: fc.constantFrom(...jobKindSchema.options),
  state: fc.constantFrom(...jobStateSchema.options),
  since: instant,
  nextAt: maybe(instant),
  failure: maybe(name),
});

export const someView: fc.Arbitrary<CaseView> = fc.record({
  scannedSerial: maybe(fc.constantFrom(SERIAL, SERIAL, SERIAL, OTHER_SERIAL)),
  brokenBond: fc.option(fc.constant({ scanned: OTHER_SERIAL, read: SERIAL }), {
    nil: undefined,
    freq: 3,
  }),
  unresolvedCode: maybe(fc.constantFrom('noSerial', 'codeUnresolved', 'codeAmbiguous')),
  expectation: maybe(expectation),
  keepsData: maybe(fc.boolean()),
  lockAttestedAt: maybe(instant),
  setAside: fc.option(
    fc.record({ at: instant, cause: fc.constantFrom(...SET_ASIDE_CAUSES), owner: name }),
    { nil: undefined, freq: 3 },
  ),
  sightings: fc.array(sighting, { maxLength: 2 }),
  resetRecord: maybe(
    fc.record({ level: fc.constantFrom(...evidenceLevelSchema.options), cloudAt: instant }),
  ),
  work: fc.array(work, { maxLength: 2 }),
  handedOverAt: maybe(instant),
});

export const somePolicy: fc.Arbitrary<Policy> = fc
  .record({
    targets: fc.subarray([...aPolicy().targets]),
    formerServiceIds: fc.array(serviceId, { maxLength: 2 }),
    profileSettle: fc.integer({ min: MINUTE, max: HOUR }),
    migrationCheck: fc.boolean(),
    lockAttestation: fc.boolean(),
    minimumOs: fc.constantFrom({}, { iPhone: '18' }, { iPhone: 'eighteen' }),
  })
  .map((policy) => policySchema.parse(policy));

export const someNow: fc.Arbitrary<Now> = fc.record({
  bench: fc.integer({ min: BENCH - HOUR, max: BENCH + HOUR }),
  cloud: fc.integer({ min: BENCH - HOUR, max: BENCH + HOUR }),
});

/** Any combination at all, nonsense included. */
export const anyWorld: fc.Arbitrary<World> = fc.record({
  device: fc.option(someDevice, { freq: 20 }),
  tenant: someTenant,
  view: someView,
  policy: somePolicy,
  now: someNow,
});

/** A right world of which a few facts were replaced by any others: near enough to be `clear` now and then. */
export function almostRight(worlds: readonly World[]): fc.Arbitrary<World> {
  return fc
    .record({
      base: fc.constantFrom(...worlds),
      device: someDevice,
      tenant: someTenant,
      view: someView,
      policy: fc.option(somePolicy, { freq: 1 }),
      chosen: fc.infiniteStream(fc.nat(9)),
    })
    .map(({ base, device, tenant, view, policy, chosen }) => {
      const mix = <T extends object>(known: T, other: T): T => {
        const replaced = Object.entries(other).filter(() => chosen.next().value === 0);
        return { ...known, ...Object.fromEntries(replaced) };
      };
      return {
        device: base.device && mix(base.device, device),
        tenant: mix(base.tenant, tenant),
        view: mix(base.view, view),
        policy: policy ? mix(base.policy, policy) : base.policy,
        now: base.now,
      };
    });
}
