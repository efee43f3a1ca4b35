import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import type { SecretStore } from '../core/ports.ts';
import { success } from '../core/result.ts';
import { campaignCalls, runwayParts } from './campaign/campaign-calls.ts';
import { chaseLists } from './campaign/chase/chase-lists.ts';
import { stuckAt } from './campaign/chase/stuck.ts';
import { createProgress } from './campaign/progress/progress.ts';
import { setAsideCalls } from './campaign/set-aside/set-aside-calls.ts';
import { wavesCalls } from './campaign/waves/waves-calls.ts';
import { checkInCalls } from './check-in/check-in-calls.ts';
import { photosBeside } from './check-in/keep-photo.ts';
import type { ManifestStore } from './check-in/manifest-store.ts';
import type { Sessions } from './check-in/sessions.ts';
import type { ConnectionHolder } from './connected.ts';
import { connectionCalls } from './connections/connection-calls.ts';
import { cardOf } from './desk/card.ts';
import type { Desk } from './desk/desk.ts';
import { exitRecovery } from './desk/exit-recovery.ts';
import { fix } from './desk/fix.ts';
import type { Follow } from './desk/follow.ts';
import { recentScans, undo } from './desk/history.ts';
import { attestReset, startReset } from './desk/reset.ts';
import { sandboxHandlers } from './desk/sandbox-calls.ts';
import { scan } from './desk/scan.ts';
import { slotCalls } from './desk/slot-calls.ts';
import { handOver, signIn, signOut, stateIntent } from './desk/statements.ts';
import type { StatusLine } from './desk/status.ts';
import { documentCalls } from './documents/document-calls.ts';
import type { Handlers } from './engine.ts';
import { fleetCalls } from './fleet/fleet-calls.ts';
import type { Fleet } from './fleet/fleet.ts';
import type { World } from './world.ts';

interface Parts {
  readonly desk: Desk;
  readonly follow: Follow;
  readonly status: StatusLine;
  readonly world: World;
  readonly manifests: ManifestStore;
  readonly sessions: Sessions;
  readonly fleet: Fleet;
  readonly connections: ConnectionHolder;
  readonly secrets: SecretStore;
  readonly tellSlots: () => void;
}

/** The handler of every call of the contract: the table of contents of the engine. */
export function handlersOf(parts: Parts): Handlers {
  const { desk, follow, manifests, sessions, status, world, tellSlots } = parts;
  const progress = createProgress({ desk, mirror: desk.mirror, runway: () => runwayParts(parts) });
  const photos = photosBeside(desk.ledger);
  const checkIn = { desk, follow, manifests, photos, sessions };
  return {
    ...deskHandlers(parts),
    ...checkInCalls(checkIn),
    ...documentCalls(checkIn),
    ...slotCalls(desk, tellSlots),
    'bench.exitRecovery': ({ port }) => exitRecovery(desk, port),
    ...fleetCalls(parts),
    'status.read': () => success(status.read()),
    'ledger.verify': () => success(desk.ledger.verify()),
    ...connectionCalls(parts),
    ...campaignCalls(parts),
    ...setAsideCalls(desk, follow),
    ...wavesCalls(desk, follow),
    'chase.stuck': async () => success(await stuckAt(desk)),
    'chase.lists': async ({ days }) => success(await chaseLists({ desk, manifests }, days)),
    'progress.read': async () => success(await progress.read()),
    ...sandboxHandlers(world.sandbox, tellSlots),
  };
}

/** Who has signed in is told at once: the window signs the same person in at the next engine when this one ends. */
function deskHandlers({ desk, follow, status }: Parts) {
  return {
    'desk.scan': (input) => {
      const reply = scan(desk, follow, input);
      if (reply.ok && reply.value.outcome === 'operator') status.look();
      return reply;
    },
    'desk.card': ({ serial }) => success(show(desk, follow, serial)),
    'desk.fix': (input) => fix(desk, follow, input),
    'desk.startReset': (input) => startReset(desk, input),
    'desk.attestReset': (input) => attestReset(desk, input),
    'desk.stateIntent': (input) => stateIntent(desk, input.serial, input.keepsData),
    'desk.handOver': (input) => handOver(desk, input.serial),
    'desk.undo': () => undo(desk),
    'desk.recentScans': () => success(recentScans(desk)),
    'desk.signIn': (input) => {
      const reply = signIn(desk, input.operator);
      status.look();
      return reply;
    },
    'desk.signOut': () => {
      const reply = signOut(desk);
      status.look();
      return reply;
    },
  } satisfies Partial<Handlers>;
}

function show(desk: Desk, follow: Follow, serial: SerialNumber) {
  desk.state.shown = serial;
  desk.state.shownSlot = null;
  const card = cardOf(desk, serial);
  desk.state.sent.set(serial, card);
  follow.answered(card);
  return card;
}
