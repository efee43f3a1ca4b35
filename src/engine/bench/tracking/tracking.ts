import { isDeepStrictEqual } from 'node:util';
import type { DeviceMode } from '../../../core/facts/device-mode.ts';
import type { Clock, ProbeAnswer, UsbDevice } from '../../../core/ports.ts';
import { parseIbootString } from '../identity/iboot-string.ts';
import { identityOfAnswer, keyOf, mergeIdentities, type Identity } from '../identity/identity.ts';
import { modelByBoard } from '../models/model-names.ts';
import type { SlotEntry } from '../slots/slot-entry.ts';
import type { Presence, SlotTable } from '../slots/slot-table.ts';
import { mayTellMore, type DeviceProbing } from './device-probing.ts';
import type { BenchSignal, TrackedDevice } from './tracked-device.ts';

/** What the steps below work on. */
export interface Tracking {
  readonly table: SlotTable;
  readonly clock: Clock;
  readonly probing: DeviceProbing;
  readonly emit: (signal: BenchSignal) => void;
}

export interface Arrival {
  readonly usb: UsbDevice;
  readonly mode: DeviceMode;
  readonly identity: Identity;
}

/** A device that nobody has seen before. */
export function begin(tracking: Tracking, slot: SlotEntry, arrival: Arrival): void {
  const { usb, mode, identity } = arrival;
  slot.presence = {
    usb,
    device: {
      ...identity,
      ...boardOf(usb),
      key: keyOf(identity, usb.port),
      mode,
      attachedAt: tracking.clock.now(),
    },
    leftAt: undefined,
    cancelLeave: nothing,
    hasReturned: false,
    allowsPairing: false,
    pairing: 'untried',
    isAsking: false,
    round: 0,
    cancelQuestion: nothing,
    cancelRetry: nothing,
  };
  askAndTell(tracking, 'appeared', slot, slot.presence);
}

/** It was away for less than a bounce, or not at all: only another mode or port is worth telling. */
export function goOn(
  tracking: Tracking,
  slot: SlotEntry,
  presence: Presence,
  arrival: Arrival,
): void {
  const before = presence.device;
  const isMoved = settle(tracking, slot, presence, arrival);
  const isOtherMode = before.mode !== arrival.mode;
  presence.device = { ...recognised(before, arrival), ...(!isOtherMode && answerOf(before)) };
  if (mayTellMore(presence.device.probe)) tracking.probing.ask(presence);
  if (isMoved || isOtherMode || before.key !== presence.device.key) {
    tell(tracking, 'changed', slot, presence);
  }
}

/** It left, and here it is again: what it said before counts no more. */
export function comeBack(
  tracking: Tracking,
  slot: SlotEntry,
  presence: Presence,
  arrival: Arrival,
): void {
  settle(tracking, slot, presence, arrival);
  presence.device = { ...recognised(presence.device, arrival), attachedAt: tracking.clock.now() };
  presence.hasReturned = true;
  presence.pairing = 'untried';
  askAndTell(tracking, 'returned', slot, presence);
}

/** It is not on this slot any more, since `leftAt` or as of now. */
export function leave(tracking: Tracking, slot: SlotEntry, presence: Presence): void {
  presence.cancelLeave();
  tracking.probing.dropQuestion(presence);
  if (presence.device.goneSince !== undefined) return;
  presence.leftAt ??= tracking.clock.now();
  presence.device = { ...presence.device, goneSince: presence.leftAt };
  const twin = tracking.table.attachedTwin(presence);
  if (!twin?.presence) return tell(tracking, 'left', slot, presence);
  // The same device is known on another port already (USB 2 and USB 3 are two ports of one socket).
  tracking.table.release(presence);
  tell(tracking, 'changed', twin, twin.presence);
}

/** Takes in what the device answered; it may turn out to be one that was here before. */
export function learn(
  tracking: Tracking,
  slot: SlotEntry,
  presence: Presence,
  answer: ProbeAnswer,
): void {
  const before = presence.device;
  const own = mergeIdentities(before, identityOfAnswer(before, answer));
  const earlier = tracking.table.findAway(own, presence);
  const identity = mergeIdentities(own, earlier?.device ?? {});
  const key = keyOf(identity, presence.usb.port);
  const { productType = before.productType } = answer;
  presence.device = {
    ...before,
    ...identity,
    ...(productType && { productType }),
    key,
    mode: modeOf(before, answer),
    probe: answer,
  };
  if (earlier) takeOver(tracking, slot, presence, earlier);
  else if (!isDeepStrictEqual(presence.device, before)) tell(tracking, 'changed', slot, presence);
}

/** The product id of a restore ramdisk is that of the normal mode; the device itself knows better. */
function modeOf({ mode }: TrackedDevice, { isRestoreRamdisk, symptom }: ProbeAnswer): DeviceMode {
  if (isRestoreRamdisk) return 'restoreRamdisk';
  return mode === 'restoreRamdisk' && symptom === undefined ? 'normal' : mode;
}

/** Its answer shows that it was here before. */
function takeOver(
  tracking: Tracking,
  slot: SlotEntry,
  presence: Presence,
  earlier: Presence,
): void {
  earlier.cancelLeave();
  tracking.table.release(earlier);
  if (earlier.device.goneSince === undefined) return tell(tracking, 'changed', slot, presence);
  presence.hasReturned = true;
  presence.allowsPairing = earlier.allowsPairing;
  if (presence.allowsPairing) tracking.probing.ask(presence);
  tell(tracking, 'returned', slot, presence);
}

function nothing(): void {}

/** Asks first: a listener may allow pairing, which asks anew. */
function askAndTell(
  tracking: Tracking,
  kind: BenchSignal['kind'],
  slot: SlotEntry,
  presence: Presence,
): void {
  tracking.probing.ask(presence);
  tell(tracking, kind, slot, presence);
}

function tell(
  { emit }: Tracking,
  kind: BenchSignal['kind'],
  slot: SlotEntry,
  { device }: Presence,
): void {
  emit({ kind, slot: slot.port, device });
}

/** Puts it on the slot, attached. True when it was on another one. */
function settle(
  tracking: Tracking,
  slot: SlotEntry,
  presence: Presence,
  { usb }: Arrival,
): boolean {
  presence.cancelLeave();
  tracking.probing.dropQuestion(presence);
  const before = tracking.table.release(presence);
  Object.assign(presence, { usb, leftAt: undefined });
  slot.presence = presence;
  return before !== slot;
}

function recognised(known: TrackedDevice, { mode, identity, usb }: Arrival): TrackedDevice {
  const merged = mergeIdentities(known, identity);
  const { attachedAt, productType } = known;
  const board = { ...(productType && { productType }), ...boardOf(usb) };
  return { ...merged, ...board, key: keyOf(merged, usb.port), mode, attachedAt };
}

/** In recovery and DFU a device tells its board, in normal mode its probe asks for the model. */
function boardOf({ serialString }: UsbDevice): Pick<TrackedDevice, 'productType'> {
  const board = serialString === null ? undefined : modelByBoard(parseIbootString(serialString));
  return board ? { productType: board.productType } : {};
}

function answerOf({ probe }: TrackedDevice): Pick<TrackedDevice, 'probe'> {
  return probe ? { probe } : {};
}
