import type { DeviceSymptom } from '../../core/facts/device-symptom.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { SECOND } from '../../core/time.ts';
import type { SimulatedDevice } from '../world/device.ts';
import type { Return } from '../world/occurrence.ts';
import type { World } from '../world/world.ts';
import { PORTS } from './usb-hub.ts';
import { canEnter } from './usb-strings.ts';

/** `ok`, or why a hand could not do it. */
export type Handled =
  | 'ok'
  | 'unknownDevice'
  | 'slotEmpty'
  | 'slotTaken'
  | 'noFreeSlot'
  | 'notPossible';

/** A device where it is plugged in, or by its serial wherever it is. */
export type Held = { readonly port: string } | { readonly serial: string };

/** The seconds from the erase until the device goes dark, how long it stays so, and the same for a mode change. */
const ERASE_LEAVES = 4;
const ERASE_TAKES = 90;
const MODE_CHANGE_TAKES = 4;
/** Longer than a bounce, so that the bench asks it anew. */
const REPLUG_TAKES = 4;
/** A bad cable drops a device so often before somebody seats it better. */
const DROPS = 8;
/** Walking through Setup Assistant up to Remote Management. */
const SET_UP_TAKES = 40;

/** What hands can do at the bench. */
export interface Hands {
  plug(what: { readonly serial: string; readonly port?: string | undefined }): Handled;
  unplug(where: { readonly port: string }): Handled;
  enterMode(what: Held & { readonly mode: SimulatedDevice['mode'] }): Handled;
  erase(what: Held): Handled;
  setUp(what: Held): Handled;
  /** Makes a device tell less than it could, as from its next plug on; `null` ends that at once. */
  suffer(what: Held & { readonly symptom: DeviceSymptom | null }): Handled;
}

export function createHands(world: World): Hands {
  const done = (handled: Handled): Handled => {
    world.settle();
    if (handled === 'ok') world.touch();
    return handled;
  };
  const withDevice = (what: Held, handle: (device: SimulatedDevice) => Handled): Handled => {
    world.settle();
    const serial = 'serial' in what ? what.serial : world.state.slots[what.port];
    if (serial === undefined) return 'slotEmpty';
    const device = world.device(serial);
    return done(device ? handle(device) : 'unknownDevice');
  };
  return {
    plug: (what) => withDevice(what, (device) => plug(world, device, what.port)),
    unplug: (where) => withDevice({ port: where.port }, () => unplug(world, where.port)),
    enterMode: (what) => withDevice(what, (device) => enterMode(world, device, what.mode)),
    erase: (what) => withDevice(what, (device) => erase(world, device)),
    setUp: (what) => withDevice(what, (device) => setUp(world, device)),
    suffer: (what) => withDevice(what, (device) => suffer(world, device, what.symptom)),
  };
}

function plug(world: World, device: SimulatedDevice, wanted: string | undefined): Handled {
  const { slots } = world.state;
  const { serial } = device.hardware;
  const port = wanted ?? PORTS.find((each) => slots[each] === undefined);
  if (port === undefined) return 'noFreeSlot';
  if (!PORTS.includes(port)) return 'notPossible';
  if (slots[port] !== undefined && slots[port] !== serial) return 'slotTaken';
  const before = portOf(world, serial);
  if (before !== undefined) delete slots[before];
  slots[port] = serial;
  // Nobody can plug in a device without opening its box.
  if (device.stage === 'sealed') {
    world.change(serial, (each) => {
      each.stage = 'setupAssistant';
      each.name = each.hardware.family;
    });
  }
  return 'ok';
}

function unplug(world: World, port: string): Handled {
  delete world.state.slots[port];
  return 'ok';
}

function enterMode(world: World, device: SimulatedDevice, mode: SimulatedDevice['mode']): Handled {
  if (device.isAway || !canEnter(device, mode)) return 'notPossible';
  if (device.mode === mode) return 'ok';
  leave(world, device, { to: mode, wait: 0, away: MODE_CHANGE_TAKES });
  return 'ok';
}

function erase(world: World, device: SimulatedDevice): Handled {
  if (device.isAway || device.stage === 'sealed') return 'notPossible';
  leave(world, device, { to: 'erased', wait: ERASE_LEAVES, away: ERASE_TAKES });
  return 'ok';
}

/** In seconds: how long until it goes dark, and how long it stays so. */
interface Absence {
  readonly to: Return;
  readonly wait: number;
  readonly away: number;
}

function leave(world: World, { hardware }: SimulatedDevice, { to, wait, away }: Absence): void {
  const { serial } = hardware;
  const at = world.now() + wait * SECOND;
  world.change(serial, (device) => {
    // Whoever takes it in hand seats its cable better.
    if (device.symptom === 'reEnumerating') device.symptom = null;
  });
  world.plan(at, { kind: 'leaves', serial });
  world.plan(at + away * SECOND, { kind: 'returns', serial, as: to });
}

function setUp(world: World, device: SimulatedDevice): Handled {
  const isReady = !device.isAway && device.mode === 'normal';
  if (!isReady || device.stage === 'inUse' || device.stage === 'activationLocked')
    return 'notPossible';
  world.plan(world.now() + SET_UP_TAKES * SECOND, {
    kind: 'setUp',
    serial: device.hardware.serial,
  });
  return 'ok';
}

/** It is plugged in anew: what a device tells is asked when it comes. */
function suffer(world: World, device: SimulatedDevice, symptom: DeviceSymptom | null): Handled {
  if (symptom === device.symptom) return 'ok';
  if (device.isAway) return 'notPossible';
  const { serial } = device.hardware;
  if (symptom !== null && symptom !== 'reEnumerating') {
    leave(world, device, { to: device.mode, wait: 0, away: REPLUG_TAKES });
  }
  world.change(serial, (each) => {
    each.symptom = symptom;
  });
  if (symptom === 'reEnumerating') {
    world.plan(world.now(), { kind: 'flickers', serial, timesMore: DROPS - 1 });
  }
  return 'ok';
}

function portOf(world: World, serial: SerialNumber): string | undefined {
  return PORTS.find((port) => world.state.slots[port] === serial);
}
