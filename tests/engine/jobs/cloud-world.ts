import type { Enrollment, Hardware, Identity } from '../../../src/core/facts/device-facts.ts';
import type { Token } from '../../../src/core/facts/tenant-facts.ts';
import {
  serialNumberSchema,
  type SerialNumber,
} from '../../../src/core/identifiers/serial-number.ts';
import { failure, success } from '../../../src/core/result.ts';
import { MINUTE, SECOND, type Instant } from '../../../src/core/time.ts';
import type { Question } from '../../../src/core/verdict/verdict.ts';
import type { MigrationOrder } from '../../../src/engine/clouds/apple/apple-cloud.ts';
import type { Answer, CloudFailure } from '../../../src/engine/clouds/http/cloud-failure.ts';
import type { ApprovalStatus } from '../../../src/engine/clouds/microsoft/approval.ts';
import type { AppleWork, MicrosoftWork } from '../../../src/engine/jobs/clouds.ts';
import type { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { anEnrollment, anIdentity, aToken, START } from './cloud-rows.ts';

export { anEnrollment, anIdentity, START };

export function aSerial(text: string): SerialNumber {
  return serialNumberSchema.parse(text);
}

/** One device as both clouds know it. */
export interface CloudDevice {
  serviceId: string | null;
  isMember: boolean;
  /** Where it goes, and from when on that shows. */
  move?: { readonly serviceId: string; readonly showsAt: Instant };
  isMigrationCapable: boolean;
  migration?: {
    readonly status: 'REQUESTED' | 'STARTED' | 'SUCCESS' | 'FAILED';
    readonly deadlineAt: Instant;
  };
  lock: 'none' | 'user';
  identity?: Identity | undefined;
  enrollments: Enrollment[];
}

export interface Called {
  readonly at: Instant;
  readonly serials: readonly SerialNumber[];
}

/** What the next batch meets. `lost`: it reaches Apple, its reply does not come back. `never`: it does not leave. */
export type AssignOutcome = CloudFailure | 'lost' | 'never';
export interface Posted extends Called {
  readonly order?: MigrationOrder;
}

/** Small clouds that are true to the facts in what the jobs rely on, and as unreliable as a test wants. */
export interface World {
  readonly devices: Map<SerialNumber, CloudDevice>;
  token: Token;
  /** What the only profile says of itself. */
  awaitsConfiguration: boolean;
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
  readonly wipeOutcomes: AssignOutcome[];
  /** What became of the requests for approval, by their code. */
  readonly approvals: Map<string, ApprovalStatus>;
  /** Does a cancelled migration go back to where it came from? Documents disagree. */
  revertsOnCancel: boolean;
  readonly posts: Posted[];
  readonly wipes: { readonly at: Instant; readonly id: string }[];
  /** The code that each call was sent with. */
  readonly approvalCodes: (string | undefined)[];
  readonly syncs: Instant[];
  readonly profileCalls: Called[];
  readonly asked: { readonly at: Instant; readonly serial: string; readonly question: Question }[];
  readonly polls: Instant[];
}

export function aWorld(serials: readonly SerialNumber[]): World {
  return {
    devices: new Map(serials.map((serial) => [serial, aCloudDevice()])),
    token: aToken(),
    awaitsConfiguration: true,
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
    wipeOutcomes: [],
    approvals: new Map(),
    revertsOnCancel: true,
    posts: [],
    wipes: [],
    approvalCodes: [],
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
  function post(posted: Posted, serviceId?: string): Promise<Answer<string>> {
    world.posts.push(posted);
    const outcome = world.isOnline ? world.assignOutcomes.shift() : 'never';
    if (outcome === 'never') return deliver(failure(unreachable));
    if (outcome !== undefined && outcome !== 'lost') return deliver(failure(outcome));
    const showsAt = clock.now() + world.activityLasts + world.linkageLags;
    for (const serial of posted.serials.filter((each) => !world.stuck.has(each))) {
      const device = world.devices.get(serial);
      if (device && serviceId !== undefined) device.move = { serviceId, showsAt };
      if (posted.order) void migrateLater(world, clock, serial, posted.order);
    }
    const id = `activity-${world.posts.length}`;
    return deliver(outcome === 'lost' ? failure(unreachable) : answered(id, clock));
  }
  return {
    organizationId: 'org',
    assign: (serviceId, serials) => post({ at: clock.now(), serials }, serviceId),
    migrate: (order, serials) =>
      post(
        { at: clock.now(), serials, order },
        order.kind === 'schedule' ? order.serviceId : undefined,
      ),
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
    listDevices() {
      const rows = [...world.devices.keys()].map((serial) => {
        const isOnNone = serviceNow(world, serial, clock.now()) === null;
        return { serial, hardware, status: isOnNone ? 'UNASSIGNED' : 'ASSIGNED' };
      });
      return deliver(answered({ rows }, clock));
    },
  };
}

const hardware: Hardware = { family: 'iPhone', model: 'iPhone', imei: [], meid: [] };

export function microsoftOf(world: World, clock: ManualClock, deliver: Deliver): MicrosoftWork {
  return {
    sync(_tokenId, options) {
      world.syncs.push(clock.now());
      world.approvalCodes.push(options?.approvalCode);
      const refused = world.syncFailures.shift();
      if (refused) return deliver(failure(refused));
      void synchronise(world, clock);
      return deliver(answered(undefined, clock));
    },
    assignProfile(_tokenId, profileId, serials, options) {
      world.approvalCodes.push(options?.approvalCode);
      world.profileCalls.push({ at: clock.now(), serials });
      const refused = world.profileFailures.shift();
      if (refused) return deliver(failure(refused));
      for (const serial of serials) void takeProfile(world, clock, { serial, profileId });
      return deliver(answered(undefined, clock));
    },
    wipe(id, options) {
      world.wipes.push({ at: clock.now(), id });
      world.approvalCodes.push(options?.approvalCode);
      const outcome = world.wipeOutcomes.shift();
      if (outcome === 'never') return deliver(failure(unreachable));
      if (outcome !== undefined && outcome !== 'lost') return deliver(failure(outcome));
      changeRow(world, id, { managementState: 'wipePending' });
      return deliver(outcome === 'lost' ? failure(unreachable) : answered(undefined, clock));
    },
    readManagedDevice(id) {
      if (!world.isOnline) return deliver(failure(unreachable));
      const found = rowsOf(world).find(({ enrollment }) => enrollment.id === id);
      return deliver(answered(found ? { ...found, actions: [] } : ('absent' as const), clock));
    },
    readApproval(code) {
      if (!world.isOnline) return deliver(failure(unreachable));
      return deliver(answered(world.approvals.get(code) ?? 'unknown', clock));
    },
    listEnrollments(query) {
      world.polls.push(clock.now());
      if (!world.isOnline) return deliver(failure(unreachable));
      const after = query?.enrolledAfter ?? 0;
      const rows = rowsOf(world).filter(({ enrollment }) => (enrollment.enrolledAt ?? 0) > after);
      return deliver(answered({ rows }, clock));
    },
  };
}

export const unreachable: CloudFailure = { kind: 'unreachable', detail: 'no route' };

function aCloudDevice(): CloudDevice {
  return {
    serviceId: 'old',
    isMember: true,
    isMigrationCapable: true,
    lock: 'none',
    enrollments: [],
  };
}

function rowsOf(world: World) {
  return [...world.devices].flatMap(([serial, { enrollments }]) =>
    enrollments.map((enrollment) => ({ serial, enrollment })),
  );
}

/** Something happens to a row in Intune. */
export function changeRow(world: World, id: string, change: Partial<Enrollment>): void {
  for (const device of world.devices.values()) {
    device.enrollments = device.enrollments.map((row) =>
      row.id === id ? { ...row, ...change } : row,
    );
  }
}

/** Apple shows what it was told once the activity is over. */
async function migrateLater(
  world: World,
  clock: ManualClock,
  serial: SerialNumber,
  order: MigrationOrder,
): Promise<void> {
  await clock.sleep(world.activityLasts);
  const device = world.devices.get(serial);
  if (!device) return;
  if (order.kind !== 'cancel') {
    device.migration = { status: 'REQUESTED', deadlineAt: order.cloudDeadlineAt };
    return;
  }
  delete device.migration;
  if (world.revertsOnCancel) delete device.move;
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
