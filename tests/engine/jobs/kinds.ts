import { DAY } from '../../../src/core/time.ts';
import { aBench, PHONE, PROFILE, theTarget, type Bench } from './a-bench.ts';
import { anEnrollment, anIdentity, START } from './cloud-world.ts';

export const DEADLINE = START + 10 * DAY;

/** One kind of work from its start to its end, and how often it reached a cloud. */
export interface Scenario {
  readonly name: string;
  /** The clouds as they are before. */
  readonly prepare: (bench: Bench) => void;
  readonly start: (bench: Bench) => void;
  /** The calls that must happen once, and their end. */
  readonly calls: (bench: Bench) => number[];
  readonly ends: string;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'reassign',
    prepare: () => undefined,
    start: (bench) => bench.jobs.queueReassign(PHONE, theTarget()),
    calls: ({ world }) => [world.posts.length, world.syncs.length, world.profileCalls.length],
    ends: 'assignProfile confirmed',
  },
  {
    name: 'migrate',
    prepare: () => undefined,
    start: (bench) => void queueMigration(bench),
    calls: ({ world }) => [world.posts.length, world.syncs.length, world.profileCalls.length],
    ends: 'migrate confirmed',
  },
  {
    name: 'changeDeadline',
    prepare: (bench) => migrating(bench),
    start: (bench) => void queueDeadline(bench, DEADLINE + DAY),
    calls: ({ world }) => [world.posts.length],
    ends: 'changeDeadline confirmed',
  },
  {
    name: 'cancelMigration',
    prepare: (bench) => migrating(bench),
    start: (bench) => void queueCancel(bench),
    calls: ({ world }) => [world.posts.length],
    ends: 'cancelMigration confirmed',
  },
  {
    name: 'wipe',
    prepare: (bench) => pendingReset(bench),
    start: (bench) => void queueWipe(bench),
    calls: ({ world }) => [world.wipes.length],
    ends: 'wipe finished',
  },
  {
    name: 'assignProfile',
    prepare: ({ world }) => {
      Object.assign(world.devices.get(PHONE) ?? {}, { identity: anIdentity() });
    },
    start: (bench) => bench.jobs.queueProfile(PHONE, theTarget(), PROFILE),
    calls: ({ world }) => [world.profileCalls.length],
    ends: 'assignProfile confirmed',
  },
  {
    name: 'sync',
    prepare: () => undefined,
    start: (bench) => void bench.jobs.sync(theTarget()),
    calls: ({ world }) => [world.syncs.length],
    ends: '',
  },
];

export function ofKind(name: string): Bench {
  const scenario = SCENARIOS.find((each) => each.name === name);
  const bench = aBench();
  scenario?.prepare(bench);
  return bench;
}

export function queueMigration(bench: Bench, cloudDeadlineAt = DEADLINE, serials = [PHONE]) {
  return bench.jobs.queue({
    kind: 'migrate',
    target: theTarget(),
    serials: serials.map((serial) => ({ serial, profileIds: [PROFILE] })),
    cloudDeadlineAt,
  });
}

export function queueDeadline(bench: Bench, cloudDeadlineAt: number) {
  const serials = [{ serial: PHONE }];
  return bench.jobs.queue({
    kind: 'changeDeadline',
    target: theTarget(),
    serials,
    cloudDeadlineAt,
  });
}

export function queueCancel(bench: Bench) {
  const serials = [{ serial: PHONE }];
  return bench.jobs.queue({ kind: 'cancelMigration', target: theTarget(), serials });
}

export function queueWipe(bench: Bench, serials = [PHONE]) {
  return bench.jobs.queue({
    kind: 'wipe',
    target: theTarget(),
    serials: serials.map((serial) => ({ serial })),
    approvedBy: 'Robin',
  });
}

/** Apple has a migration of this device that has yet to begin. */
export function migrating({ world }: Bench): void {
  const device = world.devices.get(PHONE);
  if (!device) return;
  device.move = { serviceId: 'new', showsAt: START };
  device.migration = { status: 'REQUESTED', deadlineAt: DEADLINE };
}

/** In Intune already, with another profile than the one it has now. */
export function pendingReset({ world }: Bench): void {
  for (const [serial, device] of world.devices) {
    device.move = { serviceId: 'new', showsAt: START };
    device.identity = anIdentity({
      profileId: PROFILE,
      profileAssignedAt: START - DAY,
      enrollmentState: 'pendingReset',
    });
    device.enrollments = [anEnrollment({ id: `row-${serial}`, enrolledAt: START - 5 * DAY })];
  }
}
