import { uuidv7 } from 'uuidv7';
import type { Queued } from '../../../contract/campaign.ts';
import { deadlineOf, planWaves } from '../../../core/campaign/plan-waves.ts';
import { EARLIEST_DEADLINE } from '../../../core/jobs/deadline.ts';
import { failure, success } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Follow } from '../../desk/follow.ts';
import type { Handlers, Reply } from '../../engine.ts';
import { createAppleAsking, type AppleAsking } from './ask-apple.ts';
import { startWave } from './start-wave.ts';
import { triageFleet, triageView, type Triaging } from './triage-fleet.ts';
import { createWaveBoard, type WaveBoard } from './wave-board.ts';

interface Parts {
  readonly desk: Desk;
  readonly follow: Follow;
  /** Opened when it is first asked for: whoever only visits the ledger of a bench makes no tables. */
  readonly board: () => WaveBoard;
  readonly asking: AppleAsking;
  /** One walk at a time, for all who ask meanwhile. */
  readonly walk: () => Promise<Triaging>;
}

/** Triage and waves of the migration without a reset. */
export function wavesCalls(desk: Desk, follow: Follow) {
  const parts = partsOf(desk, follow);
  const { asking, walk } = parts;
  const inWaves = () =>
    new Set(
      parts
        .board()
        .store.devices()
        .map(({ serial }) => serial),
    );
  const list = async () => success(await listOf(parts));
  return {
    'waves.triage': async () => {
      const walked = await walk();
      return success(triageView(walked, inWaves(), desk.organizations.length));
    },
    'waves.list': list,
    'waves.serials': ({ id }) => {
      const { store } = parts.board();
      if (!store.find(id)) return failure({ code: 'unknownWave' });
      return success({ serials: store.devicesOf(id).map(({ serial }) => serial) });
    },
    'waves.plan': async (input) => {
      const planned = await plan(parts, input);
      return planned.ok ? success({ ...(await listOf(parts)), planned: planned.value }) : planned;
    },
    'waves.remove': async ({ id }) => {
      const problem = await remove(parts, id);
      return problem ?? list();
    },
    'waves.start': (input) => startOnce(parts, input),
    'waves.ask': async ({ count }) => {
      asking.end();
      if (count > 0) asking.begin((await walk()).toAsk.slice(0, count));
      return success(asking.state());
    },
  } satisfies Partial<Handlers>;
}

function partsOf(desk: Desk, follow: Follow): Parts {
  let board: WaveBoard | undefined;
  let walking: Promise<Triaging> | undefined;
  return {
    desk,
    follow,
    board: () => (board ??= createWaveBoard(desk)),
    asking: createAppleAsking(desk),
    walk: () => (walking ??= triageFleet(desk).finally(() => (walking = undefined))),
  };
}

async function listOf({ board, asking }: Parts) {
  return { waves: await board().views(), asking: asking.state() };
}

interface Plan {
  readonly size: number;
  readonly firstDeadlineAt: Instant;
  readonly daysBetween: number;
}

/** How many devices were planned; that nobody is left is no failure. */
async function plan(
  { desk, board, walk }: Parts,
  { size, firstDeadlineAt, daysBetween }: Plan,
): Promise<Reply<number>> {
  if (firstDeadlineAt < desk.clock.now() + EARLIEST_DEADLINE) {
    return failure({ code: 'deadlineOutOfRange' });
  }
  const { migrates } = await walk();
  const { store, news } = board();
  const taken = new Set(store.devices().map(({ serial }) => serial));
  const free = migrates.filter(({ serial }) => !taken.has(serial));
  const waves = planWaves(free, size).map((wave, place) => ({
    ...wave,
    id: uuidv7(),
    deadlineAt: deadlineOf(firstDeadlineAt, daysBetween, place),
  }));
  store.plan(waves, desk.clock.now(), news.length());
  return success(free.length);
}

async function remove({ board }: Parts, id: string): Promise<Reply<never> | undefined> {
  const wave = (await board().views()).find((each) => each.id === id);
  if (!wave) return failure({ code: 'unknownWave' });
  const isUnderWay = wave.counts.queued + wave.counts.migrating > 0;
  if (wave.isStarting || isUnderWay) return failure({ code: 'waveUnderWay' });
  board().store.remove(id);
  return undefined;
}

/** A second press while it is being started changes nothing. */
async function startOnce(
  parts: Parts,
  input: { readonly id: string; readonly deadlineAt?: Instant | undefined },
): Promise<Reply<Queued>> {
  const { desk, follow } = parts;
  const board = parts.board();
  if (board.starting.has(input.id)) return failure({ code: 'waveUnderWay' });
  board.starting.add(input.id);
  try {
    return await startWave({ desk, follow, board }, input);
  } finally {
    board.starting.delete(input.id);
  }
}
