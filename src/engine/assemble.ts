import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import type { SecretStore } from '../core/ports.ts';
import { withOrderedReset } from './campaign/ordered-reset.ts';
import { keepDiary } from './campaign/progress/keep-diary.ts';
import { createJobNews } from './campaign/tell-jobs.ts';
import type { ManifestStore } from './check-in/manifest-store.ts';
import { createSessions } from './check-in/sessions.ts';
import type { ComposeOptions } from './compose.ts';
import type { ConnectionHolder } from './connected.ts';
import { watchSignIn } from './connections/watch-sign-in.ts';
import { restoreBindings } from './desk/bind.ts';
import { cardOf, deviceStateOf, verdictOf } from './desk/card.ts';
import { NOBODY, type Desk } from './desk/desk.ts';
import { despiteLedger } from './desk/despite-ledger.ts';
import { createFollow, type Follow } from './desk/follow.ts';
import { watchReadings } from './desk/read-device.ts';
import { createSlotsNews } from './desk/slots-news.ts';
import { createStatus } from './desk/status.ts';
import { tell } from './desk/tell.ts';
import { watchResets } from './desk/watch-resets.ts';
import type { Engine, Handlers, PublishNews } from './engine.ts';
import { createFleet } from './fleet/fleet.ts';
import { handlersOf } from './handlers.ts';
import type { RecordedWork } from './jobs/job-board.ts';
import { keepListing } from './keep-listing.ts';
import { LedgerFault } from './ledger/ledger-failure.ts';
import type { World } from './world.ts';

/** The engine, and what its jobs report back to it. */
export interface AssembledEngine extends Engine {
  recordWork(entries: readonly RecordedWork[]): void;
  workChanged(serials: readonly SerialNumber[]): void;
  /** Whether its verdict is RESET NOW on the facts as they are. */
  isClear(serial: SerialNumber): boolean;
}

interface Parts {
  readonly desk: Desk;
  readonly world: World;
  readonly manifests: ManifestStore;
  readonly connections: ConnectionHolder;
  readonly secrets: SecretStore;
  readonly listeners: Set<PublishNews>;
  readonly options: ComposeOptions;
}

/** Starts what runs by itself, answers calls, and knows how to end it all. */
export function assembleEngine(parts: Parts): AssembledEngine {
  const { desk, world, manifests, connections, secrets, listeners, options } = parts;
  const follow = createFollow(desk);
  const status = createStatus({ desk, world, connections, mode: options.mode });
  const slotsNews = createSlotsNews(desk);
  const sessions = createSessions(desk.ledger);
  const fleet = openFleet(parts, sessions);
  const isBench = options.role === 'bench';
  const work = isBench ? startWork(parts, follow) : [];
  const jobNews = createJobNews(desk, () => listeners.size > 0);
  const stops = [
    ...work,
    desk.bench.subscribe(() => despiteLedger(slotsNews.tell)),
    follow.stop,
    jobNews.stop,
    fleet.stop,
    () => watch(false),
  ];
  const watch = (isWatched: boolean): void => {
    status.watch(isWatched);
    slotsNews.watch(isWatched);
  };
  const told = { follow, status, sessions, fleet, tellSlots: slotsNews.tell };
  const calls = handlersOf({ desk, world, manifests, connections, secrets, ...told });
  if (isBench) stops.push(keepDiary(desk.clock, () => calls['progress.read']({})));
  return {
    calls: isBench ? calls : besideABench(desk, calls),
    subscribe(listener) {
      listeners.add(listener);
      watch(true);
      return () => {
        listeners.delete(listener);
        watch(listeners.size > 0);
      };
    },
    check: (serial, { cached }) =>
      cached ? Promise.resolve(cardOf(desk, serial)) : follow.settle(serial, 'bench'),
    recordWork: (entries) => recordWork(desk, entries),
    workChanged(serials) {
      for (const serial of serials.filter((each) => desk.state.sent.has(each))) {
        tell(desk, cardOf(desk, serial));
      }
      slotsNews.tell();
      jobNews.changed();
      fleet.changed(serials);
    },
    isClear: (serial) => verdictOf(desk, serial, deviceStateOf(desk, serial)).lane === 'clear',
    close: () => close(parts, stops),
  };
}

function openFleet({ desk, connections }: Parts, sessions: ReturnType<typeof createSessions>) {
  return createFleet({ desk, sessions, connections: () => connections.current().connections });
}

/** Of a bench that runs on the same folder a visitor must not miss what it has bound since. */
function besideABench(desk: Desk, calls: Handlers): Handlers {
  return {
    ...calls,
    'bench.slots': (input) => {
      restoreBindings(desk, RECENT_BONDS);
      return calls['bench.slots'](input);
    },
  };
}

const RECENT_BONDS = 100;

/** What a bench does unasked, and how each of it ends. */
function startWork(parts: Parts, follow: Follow): (() => void)[] {
  const { desk, world, connections, options } = parts;
  const unwatch = [watchResets(desk, follow), watchReadings(desk, follow)];
  follow.start();
  connections.whileConnected((connected) => {
    const { clouds, jobs } = connected;
    jobs.start();
    const stopWatching = watchSignIn(parts, connected);
    const stopListing = keepListing({ desk, world, clouds, log: options.log });
    // By the rules and the accounts of a moment ago a card could still say RESET NOW.
    for (const serial of desk.state.sent.keys()) follow.refresh(serial);
    return async () => {
      stopWatching();
      stopListing();
      await jobs.stop();
    };
  });
  return unwatch;
}

/** Throws LedgerFault for what is not on disk: the job then comes back with it. */
function recordWork(desk: Desk, entries: readonly RecordedWork[]): void {
  const operator = desk.state.operator ?? NOBODY;
  const events = entries.flatMap(({ serial, happening }) => {
    const caseId = deviceStateOf(desk, serial).cases[0]?.caseId ?? null;
    const all = withOrderedReset(desk, serial, happening);
    return all.map((each) => ({ serial, caseId, happening: each, operator }));
  });
  const kept = desk.ledger.appendAll(events);
  if (!kept.ok) throw new LedgerFault(kept.error);
}

async function close(
  { desk, world, connections }: Parts,
  stops: readonly (() => void)[],
): Promise<void> {
  for (const stop of stops) stop();
  await connections.stop();
  desk.bench.stop();
  await desk.bench.settled();
  desk.mirror.close();
  desk.ledger.close();
  world.close();
}
