import type { Enrollment, Identity } from '../../../src/core/facts/device-facts.ts';
import type { Token } from '../../../src/core/facts/tenant-facts.ts';
import {
  serialNumberSchema,
  type SerialNumber,
} from '../../../src/core/identifiers/serial-number.ts';
import { failure, success } from '../../../src/core/result.ts';
import { DAY, MINUTE, SECOND, type Instant } from '../../../src/core/time.ts';
import type { Question } from '../../../src/core/verdict/verdict.ts';
import type { Answer, CloudFailure } from '../../../src/engine/clouds/cloud-failure.ts';
import type { AppleWork, MicrosoftWork } from '../../../src/engine/jobs/clouds.ts';
import type { ManualClock } from '../../../src/sandbox/manual-clock.ts';

export const START = Date.UTC(2026, 10, 23, 9);

export function aSerial(text: string): SerialNumber {
  return serialNumberSchema.parse(text);
}

/** One device as both clouds know it. */
export interface CloudDevice {
  serviceId: string | null;
  isMember: boolean;
  /** Where it goes, and from when on that shows. */
  move?: { readonly serviceId: string; readonly showsAt: Instant };
  identity?: Identity | undefined;
  readonly enrollments: Enrollment[];
}

export interface Called {
  readonly at: Instant;
  readonly serials: readonly SerialNumber[];
}

/** What the next batch meets. `lost`: it reaches Apple, its reply does not come back. `never`: it does not leave. */
export type AssignOutcome = CloudFailure | 'lost' | 'never';

/** Small clouds that are true to the facts in what the jobs rely on, and as unreliable as a test wants. */
export interface World {
  readonly devices: Map<SerialNumber, CloudDevice>;
  token: Token;
  isOnline: boolean;
  activityLasts: number;
  linkageLags: number;
  subStatus: string;
  rows: { serial: SerialNumber; status: string; subStatus: string }[];
  /** Serials that Apple takes and does not move. */
  readonly stuck: Set<SerialNumber>;
  readonly unknownToIntune: Set<SerialNumber>;
  readonly deafToProfiles: Set<SerialNumber>;
  readonly assignOutcomes: AssignOutcome[];
  readonly syncFailures: CloudFailure[];
  readonly profileFailures: CloudFailure[];
  readonly posts: Called[];
  readonly syncs: Instant[];
  readonly profileCalls: Called[];
  readonly asked: { readonly at: Instant; readonly serial: string; readonly question: Question }[];
  readonly polls: Instant[];
}

export function aWorld(serials: readonly SerialNumber[]): World {
  return {
    devices: new Map(serials.map((serial) => [serial, aCloudDevice()])),
    token: aToken(),
    isOnline: true,
    activityLasts: 20 * SECOND,
    linkageLags: 15 * SECOND,
    subStatus: 'COMPLETED_WITH_SUCCESS',
    rows: [],
    stuck: new Set(),
    unknownToIntune: new Set(),
    deafToProfiles: new Set(),
    assignOutcomes: [],
    syncFailures: [],
    profileFailures: [],
    posts: [],
    syncs: [],
    profileCalls: [],
    asked: [],
    polls: [],
  };
}

export function serviceNow(world: World, serial: SerialNumber, now: Instant): string | null {
  const device = world.devices.get(serial);
  if (device?.move && now >= device.move.showsAt) return device.move.serviceId;
  return device?.serviceId ?? null;
}

/** Hands an answer over after a second; never to a program that has crashed meanwhile. */
export type Deliver = <T>(answer: T) => Promise<T>;

export function appleOf(world: World, clock: ManualClock, deliver: Deliver): AppleWork {
  return {
    organizationId: 'org',
    assign(serviceId, serials) {
      world.posts.push({ at: clock.now(), serials });
      const outcome = world.isOnline ? world.assignOutcomes.shift() : 'never';
      if (outcome === 'never') return deliver(failure(unreachable));
      if (outcome !== undefined && outcome !== 'lost') return deliver(failure(outcome));
      const showsAt = clock.now() + world.activityLasts + world.linkageLags;
      for (const serial of serials) {
        const device = world.devices.get(serial);
        if (device && !world.stuck.has(serial)) device.move = { serviceId, showsAt };
      }
      const id = `activity-${world.posts.length}`;
      return deliver(outcome === 'lost' ? failure(unreachable) : answered(id, clock));
    },
    readActivity() {
      const completedAt = (world.posts.at(-1)?.at ?? 0) + world.activityLasts;
      const over = {
        status: 'COMPLETED',
        subStatus: world.subStatus,
        completedAt,
        logUrl: 'https://log',
      };
      const running = {
        status: 'IN_PROGRESS',
        subStatus: 'PROCESSING',
        completedAt: null,
        logUrl: null,
      };
      return deliver(answered(clock.now() >= completedAt ? over : running, clock));
    },
    readLog: () => deliver(answered(world.rows, clock)),
    listServiceDevices(serviceId) {
      const isThere = (serial: SerialNumber) =>
        serviceNow(world, serial, clock.now()) === serviceId;
      return deliver(answered({ rows: [...world.devices.keys()].filter(isThere) }, clock));
    },
  };
}

export function microsoftOf(world: World, clock: ManualClock, deliver: Deliver): MicrosoftWork {
  return {
    sync() {
      world.syncs.push(clock.now());
      const refused = world.syncFailures.shift();
      if (refused) return deliver(failure(refused));
      void synchronise(world, clock);
      return deliver(answered(undefined, clock));
    },
    assignProfile(_tokenId, profileId, serials) {
      world.profileCalls.push({ at: clock.now(), serials });
      const refused = world.profileFailures.shift();
      if (refused) return deliver(failure(refused));
      for (const serial of serials) void takeProfile(world, clock, { serial, profileId });
      return deliver(answered(undefined, clock));
    },
    listEnrollments(query) {
      world.polls.push(clock.now());
      if (!world.isOnline) return deliver(failure(unreachable));
      const after = query?.enrolledAfter ?? 0;
      const rows = [...world.devices].flatMap(([serial, { enrollments }]) =>
        enrollments
          .filter((row) => (row.enrolledAt ?? 0) > after)
          .map((enrollment) => ({ serial, enrollment })),
      );
      return deliver(answered({ rows }, clock));
    },
  };
}

export const unreachable: CloudFailure = { kind: 'unreachable', detail: 'no route' };

export function anIdentity(values: Partial<Identity> = {}): Identity {
  return {
    id: 'identity',
    tokenId: 'token',
    profileId: null,
    profileAssignedAt: null,
    enrollmentState: 'notContacted',
    isDeleted: false,
    createdAt: START,
    lastContactedAt: null,
    ...values,
  };
}

export function anEnrollment(values: Partial<Enrollment> = {}): Enrollment {
  return {
    id: 'enrollment',
    enrolledAt: START,
    managementState: 'managed',
    managementAgent: 'mdm',
    enrollmentType: 'appleBulkWithUser',
    profileName: 'Standard',
    userPrincipalName: null,
    lastSyncAt: null,
    osVersion: null,
    ...values,
  };
}

function aCloudDevice(): CloudDevice {
  return { serviceId: 'old', isMember: true, enrollments: [] };
}

function aToken(): Token {
  return {
    id: 'token',
    name: 'Token',
    expiresAt: START + 100 * DAY,
    lastSyncTriggeredAt: START - 60 * MINUTE,
    recentSyncs: [START - 59 * MINUTE],
    lastSyncErrorCode: 0,
  };
}

function answered<T>(value: T, clock: ManualClock): Answer<T> {
  const now = clock.now();
  return success({ value, cloudAt: now, askedAt: now, answeredAt: now });
}

async function synchronise(world: World, clock: ManualClock): Promise<void> {
  world.token = { ...world.token, lastSyncTriggeredAt: clock.now() };
  await clock.sleep(2 * MINUTE);
  world.token = { ...world.token, recentSyncs: [clock.now(), ...world.token.recentSyncs] };
  for (const [serial, device] of world.devices) {
    const isListed = serviceNow(world, serial, clock.now()) === 'new';
    if (isListed && !world.unknownToIntune.has(serial)) {
      device.identity ??= anIdentity({ createdAt: clock.now() });
    }
  }
}

async function takeProfile(
  world: World,
  clock: ManualClock,
  { serial, profileId }: { readonly serial: SerialNumber; readonly profileId: string },
): Promise<void> {
  const device = world.devices.get(serial);
  if (!device?.identity || world.deafToProfiles.has(serial)) return;
  await clock.sleep(10 * SECOND);
  device.identity = anIdentity({ ...device.identity, profileId, profileAssignedAt: clock.now() });
}
