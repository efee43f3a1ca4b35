import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import type { JobView } from '../../../src/contract/campaign.ts';
import type { Happening } from '../../../src/core/custody/event.ts';
import type { DeviceCheck, DeviceFacts, Membership } from '../../../src/core/facts/device-facts.ts';
import type { Profile, TenantFacts } from '../../../src/core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import type { Clock } from '../../../src/core/ports.ts';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
import { policySchema, type Policy, type Target } from '../../../src/core/verdict/policy.ts';
import type { Question } from '../../../src/core/verdict/verdict.ts';
import type { JobMirror, JobRevalidation } from '../../../src/engine/jobs/clouds.ts';
import { createJobs, type Jobs } from '../../../src/engine/jobs/jobs.ts';
import { LedgerFault } from '../../../src/engine/ledger/ledger-failure.ts';
import { createManualClock, type ManualClock } from '../../../src/sandbox/manual-clock.ts';
import {
  appleOf,
  aSerial,
  aWorld,
  microsoftOf,
  serviceNow,
  START,
  type CloudDevice,
  type Deliver,
  type World,
} from './cloud-world.ts';

export const PROFILE = 'b1d7a1de-3c54-4b0a-8f4f-52f1f0c8a901';
export const PHONE = aSerial('F2LTESTA0001');
export const TABLET = aSerial('DMPTESTA0002');

/** So many serials of one delivery. */
export function aSeries(count: number): SerialNumber[] {
  return Array.from({ length: count }, (_, at) => aSerial(`F2LM${String(at).padStart(8, '0')}`));
}

/** Jobs at work on a real SQLite table, a standing clock and small clouds. */
export interface Bench {
  readonly clock: ManualClock;
  readonly world: World;
  readonly database: DatabaseSyncInstance;
  readonly facts: Map<SerialNumber, DeviceFacts>;
  readonly recorded: { readonly happening: Happening; readonly serial: SerialNumber }[];
  /** While it is full the ledger refuses what happened; the table of jobs is another matter. */
  readonly ledger: { isFull: boolean };
  /** By how much somebody has set the clock of the bench; the clouds' goes on. */
  readonly wall: { setBy: number };
  /** The policy of the next jobs. */
  readonly rules: { policy: Policy };
  /** What was to happen while the computer slept happens when it wakes. */
  readonly lid: { isShut: boolean; late: (() => void)[] };
  /** Called when a question or a call has reached a cloud, before its answer comes back. */
  readonly wire: { onArrival: () => void };
  jobs: Jobs;
  /** The computer sleeps so long while the clouds go on; its clock is hours ahead when it wakes. */
  sleep(milliseconds: number): Promise<void>;
  /** As after a crash: nothing of the old jobs goes on, new ones read the same table. */
  crash(): void;
}

export function aBench(serials: readonly SerialNumber[] = [PHONE]): Bench {
  const clock = createManualClock(START);
  const ground = {
    clock,
    world: aWorld(serials),
    database: new DatabaseSync(':memory:'),
    facts: new Map(serials.map((serial) => [serial, firstFacts(serial)])),
    recorded: [] as Bench['recorded'],
    ledger: { isFull: false },
    wall: { setBy: 0 },
    rules: { policy: aPolicy() },
    lid: { isShut: false, late: [] } as Bench['lid'],
    wire: { onArrival: () => undefined } as Bench['wire'],
  };
  let generation = 0;
  const next = (): Jobs => {
    generation += 1;
    const own = generation;
    return startJobs(ground, () => own === generation);
  };
  const bench: Bench = {
    ...ground,
    jobs: next(),
    async sleep(milliseconds) {
      const { lid } = ground;
      lid.isShut = true;
      await clock.advance(milliseconds);
      lid.isShut = false;
      for (const run of lid.late.splice(0)) run();
    },
    crash() {
      bench.jobs = next();
    },
  };
  return bench;
}

export function aPolicy(): Policy {
  return policySchema.parse({
    targets: [
      {
        id: 'intune',
        name: 'Intune',
        organizationId: 'org',
        serviceId: 'new',
        tokenId: 'token',
        allowedProfileIds: { iPhone: [PROFILE], iPad: [PROFILE] },
      },
    ],
    formerServiceIds: ['old'],
    intuneWipe: true,
  });
}

const theProfile: Omit<Profile, 'awaitsConfiguration'> = {
  id: PROFILE,
  tokenId: 'token',
  name: 'Standard',
  platform: 'ios',
  isRemovalDisabled: true,
  requiresUser: true,
};

export function theTarget(): Target {
  const [target] = aPolicy().targets;
  if (!target) throw new Error('the policy has no target');
  return target;
}

/** Each step of a serial as `kind state`. */
export function stepsOf(bench: Bench, serial: SerialNumber = PHONE): string[] {
  return bench.jobs.workOf(serial).map(({ kind, state }) => `${kind} ${state}`);
}

/** The newest job as the campaign screen shows it. */
export function onlyView(bench: Bench): JobView {
  const [view] = bench.jobs.views();
  if (!view) throw new Error('there is no job');
  return view;
}

export function recordedFor(bench: Bench, serial: SerialNumber = PHONE): string[] {
  return bench.recorded
    .filter((each) => each.serial === serial)
    .map(({ happening }) => happening.type);
}

type Ground = Omit<Bench, 'jobs' | 'crash' | 'sleep'>;

function startJobs(ground: Ground, isAlive: () => boolean): Jobs {
  const { world, recorded, ledger } = ground;
  const clock = mortal(ground, isAlive);
  const deliver: Deliver = async (answer) => {
    if (isAlive()) ground.wire.onArrival();
    await clock.sleep(SECOND);
    return answer;
  };
  const tenant: Partial<TenantFacts> = {};
  const jobs = createJobs({
    database: ground.database,
    apple: [appleOf(world, ground.clock, deliver)],
    microsoft: microsoftOf(world, ground.clock, deliver),
    mirror: mirrorOf(ground, tenant),
    revalidation: revalidationOf(ground, tenant, deliver),
    clock,
    policy: ground.rules.policy,
    leapOfClock: leapsOf(ground),
    isClear: (serial) => world.devices.get(serial)?.lock === 'none',
    record(entries) {
      if (ledger.isFull) throw new LedgerFault({ code: 'diskFull', detail: 'no room' });
      recorded.push(...entries);
    },
    onChange: () => undefined,
  });
  jobs.start();
  return jobs;
}

function leapsOf({ wall }: Ground): () => number {
  let known = wall.setBy;
  return () => {
    const leap = wall.setBy - known;
    known = wall.setBy;
    return leap;
  };
}

/** Timers of a crashed program never go off, and so it hears no answer any more. */
function mortal({ clock, lid, wall }: Ground, isAlive: () => boolean): Clock {
  const after = (milliseconds: number, run: () => void) =>
    clock.after(milliseconds, () => {
      const goOff = () => {
        if (isAlive()) run();
      };
      if (lid.isShut) lid.late.push(goOff);
      else goOff();
    });
  return {
    now: () => clock.now() + wall.setBy,
    after,
    sleep: (milliseconds) => new Promise((wakeUp) => void after(milliseconds, wakeUp)),
  };
}

function firstFacts(serial: SerialNumber): DeviceFacts {
  const seen = { source: 'appleList', observedAt: START - 30 * MINUTE } as const;
  return {
    serial,
    hardware: { ...seen, value: { family: 'iPhone', model: 'iPhone', imei: [], meid: [] } },
    membership: { ...seen, value: { state: 'member', organizationId: 'org' } },
    assignment: { ...seen, value: { organizationId: 'org', serviceId: 'old' } },
  };
}

function mirrorOf({ facts, clock, world }: Ground, tenant: Partial<TenantFacts>): JobMirror {
  const put = (serial: SerialNumber, kind: string, fact: unknown): void => {
    facts.set(serial, { ...facts.get(serial), serial, [kind]: fact });
  };
  return {
    device: (serial) => facts.get(serial) ?? { serial },
    tenant: () => tenant,
    put,
    putAll: (rows) => {
      for (const { serial, kind, fact } of rows) put(serial, kind, fact);
    },
    remove: (serial, kind) => put(serial, kind, undefined),
    cloudNow: () => clock.now(),
    count: () => world.devices.size,
  };
}

function revalidationOf(
  ground: Ground,
  tenant: Partial<TenantFacts>,
  deliver: Deliver,
): JobRevalidation {
  const { clock, world, facts, wall } = ground;
  return {
    async ask(serial, questions) {
      const at = clock.now();
      for (const question of questions) world.asked.push({ at, serial, question });
      await deliver(undefined);
      if (!world.isOnline) return;
      if (questions.includes('tenant')) {
        const observedAt = clock.now() + wall.setBy;
        const seen = { source: 'intuneDevice', observedAt } as const;
        tenant.tokens = { ...seen, value: [world.token] };
        const { awaitsConfiguration } = world;
        tenant.profiles = { ...seen, value: [{ ...theProfile, awaitsConfiguration }] };
      }
      const known = facts.get(serial) ?? { serial };
      facts.set(serial, { ...known, ...answersTo(ground, serial, questions) });
    },
  };
}

function answersTo(
  { world, clock, wall }: Ground,
  serial: SerialNumber,
  questions: readonly Question[],
): Partial<DeviceFacts> {
  const observedAt = clock.now() + wall.setBy;
  const apple = { source: 'appleDevice', observedAt } as const;
  const intune = { source: 'intuneDevice', observedAt } as const;
  const device = world.devices.get(serial);
  const serviceId = serviceNow(world, serial, clock.now());
  const answers: Partial<Record<Question, Partial<DeviceFacts>>> = {
    assignment: { assignment: { ...apple, value: { organizationId: 'org', serviceId } } },
    device: {
      membership: { ...apple, value: membershipOf(device) },
      ...(device?.isMember && { deviceCheck: { ...apple, value: checkOf(device) } }),
    },
    lock: { lock: { ...apple, value: { state: device?.lock ?? 'none' } } },
    identities: { identities: { ...intune, value: device?.identity ? [device.identity] : [] } },
    enrollments: { enrollments: { ...intune, value: device?.enrollments ?? [] } },
  };
  return questions.reduce((all, question) => ({ ...all, ...answers[question] }), {});
}

function checkOf({ isMigrationCapable, migration }: CloudDevice): DeviceCheck {
  return {
    releasedAt: null,
    isMigrationCapable,
    migrationStatus: migration?.status ?? null,
    migrationDeadline: migration?.deadlineAt ?? null,
  };
}

function membershipOf(device: CloudDevice | undefined): Membership {
  return device?.isMember ? { state: 'member', organizationId: 'org' } : { state: 'absent' };
}
