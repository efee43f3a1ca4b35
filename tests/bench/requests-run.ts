import type { SerialNumber } from '../../src/core/identifiers/serial-number.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { assess } from '../../src/core/verdict/assess.ts';
import type { CaseView } from '../../src/core/verdict/case-view.ts';
import type { Target } from '../../src/core/verdict/policy.ts';
import { situationOf } from '../../src/core/verdict/situation.ts';
import { questionSchema, type Question, type Verdict } from '../../src/core/verdict/verdict.ts';
import { aLargeSandbox, type LargeSandbox } from './requests-fleet.ts';
import { partsBefore, type Parts } from './requests-parts.ts';

export interface Fleet {
  readonly devices: number;
  readonly toMove: number;
  /** Leaves out what only each device by itself can say; ten minutes pass instead. */
  readonly isByListsAlone?: boolean;
}

/** One stage of the work: what went to Apple in it, and how long it took on the simulated clocks (milliseconds). */
export interface Stage {
  readonly sent: readonly string[];
  readonly took: number;
}

export interface OurRun {
  readonly list: Stage;
  readonly scan: Stage;
  readonly move: Stage;
  /** The serials that must be moved, by their target. */
  readonly moves: ReadonlyMap<Target, readonly SerialNumber[]>;
  /** How many of them a re-read has shown on their target. */
  readonly confirmed: number;
  /** On which service each device of the organization was before (null: on none). */
  readonly before: ReadonlyMap<SerialNumber, string | null>;
}

/** Lists both clouds, scans every serial until its verdict needs no answer any more, moves all that must be moved. */
export async function runOurWay({ devices, toMove, isByListsAlone }: Fleet): Promise<OurRun> {
  const fleet = aLargeSandbox(devices, toMove);
  const parts = partsBefore(fleet);
  const before = servicesIn(fleet);
  const list = await stageOf(fleet, parts, () => listAll(parts));
  let moves: OurRun['moves'] = new Map();
  const scan = await stageOf(fleet, parts, async () => {
    moves = await scanAll(fleet, parts, isByListsAlone ? OF_INTUNE : questionSchema.options);
    if (isByListsAlone) await fleet.clock.sleep(10 * MINUTE);
  });
  let confirmed = 0;
  const move = await stageOf(fleet, parts, async () => {
    confirmed = await moveAll(fleet, parts, moves);
  });
  await parts.close();
  return { list, scan, move, moves, confirmed, before };
}

function servicesIn({ sandbox }: LargeSandbox): OurRun['before'] {
  const devices = [...sandbox.world.state.devices.values()].filter(({ isMember }) => isMember);
  return new Map(devices.map(({ hardware, serviceId }) => [hardware.serial, serviceId]));
}

/** What scripts do: device and assigned service of each serial by themselves, one POST for each that must be moved. */
export async function runPerSerial({ devices, toMove }: Fleet): Promise<Stage> {
  const fleet = aLargeSandbox(devices, toMove);
  const parts = partsBefore(fleet);
  const { formerServiceIds, targets } = fleet.sandbox.connections.policy;
  const [target] = targets;
  if (!target) throw new Error('The sandbox has a target.');
  const work = async () => {
    for (const serial of fleet.serials) {
      const device = await parts.apple.readDevice(serial);
      if (!device.ok || device.value.value === 'absent') continue;
      const service = await parts.apple.readAssignment(serial);
      const isToMove = service.ok && isMovable(service.value.value, formerServiceIds);
      if (isToMove) await parts.apple.assign(target.serviceId, [serial]);
    }
  };
  const stage = await stageOf(fleet, parts, work, MINUTE);
  await parts.close();
  return stage;
}

function isMovable(serviceId: string | null, formerServiceIds: readonly string[]): boolean {
  return serviceId === null || formerServiceIds.includes(serviceId);
}

/** Short enough for what is counted in seconds. */
const STEP = SECOND / 2;

/** Large pages are read in slices with turns of the event loop between them, which must not cost simulated time. */
async function turnsOfTheLoop(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) {
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}

/** Lets the simulated clocks go on until the work is done. */
async function stageOf(
  { clock }: LargeSandbox,
  { sent }: Parts,
  work: () => Promise<void>,
  step = STEP,
): Promise<Stage> {
  const [startedAt, before] = [clock.now(), sent.length];
  const state = { isOver: false };
  const done = work().finally(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    await turnsOfTheLoop();
    await clock.advance(step);
  }
  await done;
  return { sent: sent.slice(before), took: clock.now() - startedAt };
}

async function listAll({ listing }: Parts): Promise<void> {
  const listed = await listing.run();
  if (!listed.ok) throw new Error(`${listed.error.kind}: ${listed.error.detail}`);
}

async function scanAll(
  fleet: LargeSandbox,
  parts: Parts,
  asked: readonly Question[],
): Promise<OurRun['moves']> {
  const settled = fleet.serials.map(
    async (serial) => [serial, await settle(fleet, parts, { serial, asked })] as const,
  );
  const verdicts = await Promise.all(settled);
  const moves = new Map<Target, SerialNumber[]>();
  for (const [serial, verdict] of verdicts) {
    const { target } = situationOf(...assessed(fleet, parts, serial));
    if (verdict.fix !== 'reassign' || !target) continue;
    moves.set(target, [...(moves.get(target) ?? []), serial]);
  }
  return moves;
}

/** As the desk does for a card in sight. */
const ROUNDS = 12;
/** Cheap, and asked of every serial; none of them goes to Apple. */
const OF_INTUNE: readonly Question[] = ['identities', 'enrollments', 'tenant'];

async function settle(
  fleet: LargeSandbox,
  parts: Parts,
  { serial, asked }: { readonly serial: SerialNumber; readonly asked: readonly Question[] },
): Promise<Verdict> {
  let verdict = assess(...assessed(fleet, parts, serial));
  for (let round = 0; round < ROUNDS; round += 1) {
    const questions = verdict.questions.filter((question) => asked.includes(question));
    if (questions.length === 0) break;
    await parts.revalidation.ask(serial, questions, 'bench');
    verdict = assess(...assessed(fleet, parts, serial));
  }
  return verdict;
}

function assessed({ clock, sandbox }: LargeSandbox, { mirror }: Parts, serial: SerialNumber) {
  const view: CaseView = {
    expectation: sandbox.expectations.get(serial),
    sightings: [],
    work: [],
  };
  const facts = { device: mirror.device(serial), tenant: { ...mirror.tenant(), isOnline: true } };
  const now = { bench: clock.now(), cloud: mirror.cloudNow() };
  return [facts, view, sandbox.connections.policy, now] as const;
}

/** Gives the number of those that a re-read has shown on the target. */
async function moveAll(
  { clock }: LargeSandbox,
  { jobs }: Parts,
  moves: OurRun['moves'],
): Promise<number> {
  jobs.start();
  for (const [target, serials] of moves) {
    jobs.queue({ kind: 'reassign', target, serials: serials.map((serial) => ({ serial })) });
  }
  const count = (state: 'confirmed' | 'failed') =>
    jobs
      .views()
      .filter((job) => job.kind === 'reassign')
      .reduce((sum, job) => sum + job[state], 0);
  const all = [...moves.values()].flat().length;
  const end = clock.now() + 6 * HOUR;
  while (count('confirmed') + count('failed') < all && clock.now() < end)
    await clock.sleep(MINUTE / 6);
  return count('confirmed');
}
