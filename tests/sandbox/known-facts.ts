import type { DeviceFacts } from '../../src/core/facts/device-facts.ts';
import type { Fact } from '../../src/core/facts/fact.ts';
import type { TenantFacts } from '../../src/core/facts/tenant-facts.ts';
import type { Instant } from '../../src/core/time.ts';
import { PROFILES, SERVICES, TOKENS } from '../../src/sandbox/campaign/organization.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { SimulatedDevice } from '../../src/sandbox/world/device.ts';

/** What a bench would know of this device if it had just asked both clouds everything. */
export function knownDevice({ clock }: Sandbox, device: SimulatedDevice): DeviceFacts {
  const fact = factAt(clock.now());
  const { hardware } = device;
  const { serial, family, model, imei, meid, addedAt, purchaseSource } = hardware;
  const eid = hardware.eid === '' ? {} : { eid: hardware.eid };
  const radio = { imei: [...imei], meid: [...meid], ...eid };
  const about = { family, model, ...radio, addedAt, purchaseSource };
  const identities = device.identities.map(({ state, ...row }) => ({
    ...row,
    enrollmentState: state,
  }));
  const intune = { identities: fact(identities), enrollments: fact(enrollmentsOf(device)) };
  if (!device.isMember) return { serial, membership: fact({ state: 'absent' }), ...intune };
  return {
    serial,
    hardware: fact(about),
    membership: fact({ state: 'member', organizationId: 'aldermoor' }),
    assignment: fact({ organizationId: 'aldermoor', serviceId: device.serviceId }),
    deviceCheck: fact({
      releasedAt: device.releasedAt,
      isMigrationCapable: device.isMigrationCapable,
      migrationStatus: device.migration?.status ?? null,
      migrationDeadline: device.migration?.deadlineAt ?? null,
    }),
    lock: fact(lockOf(device)),
    ...intune,
  };
}

function lockOf({ lock }: SimulatedDevice) {
  if (lock === 'unreadable') return { state: 'unreadable', failures: 3 } as const;
  const states = { NONE: 'none', USER: 'user', MDM: 'mdm', INTERNAL: 'unknownKind' } as const;
  return { state: states[lock] };
}

function enrollmentsOf(device: SimulatedDevice) {
  return device.enrollments.map((row) => ({
    id: row.id,
    enrolledAt: row.enrolledAt,
    managementState: row.managementState,
    managementAgent: row.agent,
    enrollmentType: row.type,
    profileName: row.profileName,
    userPrincipalName: row.user,
    lastSyncAt: row.lastSyncAt,
    osVersion: device.osVersion,
  }));
}

export function knownTenant({ world, clock }: Sandbox): TenantFacts {
  const fact = factAt(clock.now());
  const { tokens, pushCertificate } = world.state;
  const services = SERVICES.map(({ id, name, type }) => ({
    id,
    name,
    type,
    organizationId: 'aldermoor',
  }));
  return {
    isOnline: true,
    services: fact(services),
    pushCertificate: fact(pushCertificate),
    tokens: fact(
      tokens.map((token, index) => ({
        id: token.id,
        name: TOKENS[index]?.name ?? '',
        expiresAt: token.expiresAt,
        lastSyncTriggeredAt: token.lastSyncTriggeredAt,
        recentSyncs: [token.lastSyncAt],
        lastSyncErrorCode: token.syncErrorCode,
      })),
    ),
    profiles: fact(
      PROFILES.map(({ id, tokenId, name, requiresUser }) => ({
        id,
        tokenId,
        name,
        requiresUser,
        platform: 'unknown' as const,
        awaitsConfiguration: null,
        isRemovalDisabled: null,
      })),
    ),
  };
}

function factAt(observedAt: Instant) {
  return <T>(value: T): Fact<T> => ({ value, source: 'appleDevice', observedAt });
}
