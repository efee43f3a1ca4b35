import type { Happening } from '../core/custody/event.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import { success } from '../core/result.ts';
import type { Clouds } from './clouds/connect.ts';
import type { ComposeOptions } from './compose.ts';
import { cardOf, deviceStateOf } from './desk/card.ts';
import { record, type Desk } from './desk/desk.ts';
import { deviceWindow, timeline } from './desk/devices.ts';
import { fix } from './desk/fix.ts';
import { createFollow, tell } from './desk/follow.ts';
import { recentScans, undo } from './desk/history.ts';
import { attestReset, startReset, watchResets } from './desk/reset.ts';
import { sandboxHandlers } from './desk/sandbox-calls.ts';
import { scan } from './desk/scan.ts';
import { slotsView } from './desk/slots-view.ts';
import { handOver, signIn, stateIntent } from './desk/statements.ts';
import { createStatus } from './desk/status.ts';
import type { Engine, PublishNews } from './engine.ts';
import { keepListing } from './keep-listing.ts';
import type { World } from './world.ts';

/** The engine, and what its jobs report back to it. */
export interface AssembledEngine extends Engine {
  recordWork(happening: Happening, serial: SerialNumber): void;
  workChanged(serials: readonly SerialNumber[]): void;
}

/** Names the handler of every call, starts what runs by itself, and knows how to end it. */
export function assembleEngine(parts: {
  desk: Desk;
  world: World;
  clouds: Clouds;
  listeners: Set<PublishNews>;
  options: ComposeOptions;
}): AssembledEngine {
  const { desk, world, clouds, listeners, options } = parts;
  const follow = createFollow(desk);
  const status = createStatus({ desk, world, clouds, mode: options.mode });
  const stopWatching = watchResets(desk, follow);
  const tellSlots = () => desk.publish('bench.slotsChanged', slotsView(desk));
  const stopSlots = desk.bench.subscribe(tellSlots);
  const isBench = options.role === 'bench';
  const stopListing = isBench ? keepListing({ desk, world, clouds, log: options.log }) : () => {};
  // Two programs on one ledger must not both post: the command line reads beside the app and starts no work.
  if (isBench) desk.jobs.start();
  return {
    calls: {
      'desk.scan': (input) => scan(desk, follow, input),
      'desk.card': ({ serial }) => success(show(serial)),
      'desk.fix': (input) => fix(desk, follow, input),
      'desk.startReset': (input) => startReset(desk, input.serial, input.rescanned),
      'desk.attestReset': (input) => attestReset(desk, input.serial, input.rescanned),
      'desk.stateIntent': (input) => stateIntent(desk, input.serial, input.keepsData),
      'desk.handOver': (input) => handOver(desk, input.serial),
      'desk.undo': () => undo(desk),
      'desk.recentScans': () => success(recentScans(desk)),
      'desk.signIn': (input) => signIn(desk, input.operator),
      'bench.slots': () => success(slotsView(desk)),
      'bench.nameSlot': ({ port, name }) => {
        desk.bench.nameSlot(port, name);
        tellSlots();
        return success(slotsView(desk));
      },
      'devices.window': async (input) => success(await deviceWindow(desk, input)),
      'devices.timeline': (input) => success(timeline(desk, input.serial)),
      'status.read': () => success(status.read()),
      'ledger.verify': () => success(desk.ledger.verify()),
      ...sandboxHandlers(world.sandbox, tellSlots),
    },
    subscribe(listener) {
      listeners.add(listener);
      status.watch(listeners.size > 0);
      return () => {
        listeners.delete(listener);
        status.watch(listeners.size > 0);
      };
    },
    check: (serial, { cached }) =>
      cached ? Promise.resolve(cardOf(desk, serial)) : follow.settle(serial, 'bench'),
    recordWork(happening, serial) {
      const caseId = deviceStateOf(desk, serial).cases[0]?.caseId ?? null;
      record(desk, { serial, caseId }, happening);
    },
    workChanged(serials) {
      for (const serial of serials) {
        if (desk.state.sent.has(serial)) tell(desk, cardOf(desk, serial));
      }
      tellSlots();
    },
    async close() {
      stopListing();
      stopWatching();
      stopSlots();
      follow.stop();
      status.watch(false);
      await desk.jobs.stop();
      desk.bench.stop();
      desk.mirror.close();
      desk.ledger.close();
      world.close();
    },
  };

  function show(serial: SerialNumber) {
    desk.state.shown = serial;
    const card = cardOf(desk, serial);
    void follow.settle(serial, 'bench');
    return card;
  }
}
