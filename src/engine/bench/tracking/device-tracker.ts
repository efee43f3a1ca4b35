import type { Clock, DeviceProbe, UsbDevice } from '../../../core/ports.ts';
import { SECOND, type Instant } from '../../../core/time.ts';
import { normaliseUdid } from '../identity/apple-ids.ts';
import { compareIdentities, identityOfUsb, isEmpty } from '../identity/identity.ts';
import { classifyProductId } from '../identity/product-id.ts';
import type { SlotEntry } from '../slots/slot-entry.ts';
import type { Presence, SlotTable } from '../slots/slot-table.ts';
import { createDeviceProbing } from './device-probing.ts';
import type { BenchSignal } from './tracked-device.ts';
import { begin, comeBack, goOn, learn, leave, type Arrival, type Tracking } from './tracking.ts';

/** A hub that changes its mode drops its ports for a moment: shorter than this is no unplug. */
const BOUNCE = 3 * SECOND;

/**
 * How long a port alone vouches for a device that tells nothing of itself (WTF, KIS): longer than a mode change
 * takes, and no longer, since after a swap it would show one device's verdict over another.
 */
const PORT_MEMORY = 10 * SECOND;

/**
 * Whether the device on a port may be paired. `afterReturn`: once it left and came back. `hasReturned`: it did so before
 * this run began, as the ledger says.
 */
export type Permission = 'no' | 'afterReturn' | 'hasReturned';

export interface DeviceTracker {
  attach(usb: UsbDevice): void;
  detach(port: string): void;
  allowPairing(port: string, permission: Permission): void;
  stop(): void;
}

interface TrackerOptions {
  readonly table: SlotTable;
  readonly probe: DeviceProbe;
  readonly clock: Clock;
  readonly emit: (signal: BenchSignal) => void;
}

/** Follows devices over ports and modes: known again by ECID, then UDID, then port. */
export function createDeviceTracker(options: TrackerOptions): DeviceTracker {
  const { table, probe, clock, emit } = options;
  const probing = createDeviceProbing({
    probe,
    clock,
    onAnswer: (presence, answer) => {
      const slot = table.slotOf(presence);
      if (slot) learn(tracking, slot, presence, answer);
      table.endPassing();
    },
  });
  const tracking: Tracking = { table, clock, probing, emit };
  const stopListening = probe.watch?.((id) => askTheSilent(tracking, id));
  return {
    attach: (usb) => attach(tracking, usb),
    detach: (port) => detach(tracking, port),
    allowPairing: (port, permission) => allowPairing(tracking, port, permission),
    stop: () => {
      stopListening?.();
      for (const presence of table.all()) {
        presence.cancelLeave();
        probing.dropQuestion(presence);
      }
    },
  };
}

function attach(tracking: Tracking, usb: UsbDevice): void {
  const mode = classifyProductId(usb.productId);
  const identity = identityOfUsb(usb);
  // Keyboards, hubs and adapters carry Apple's vendor id too; a device of a mode unknown to us carries an id.
  if (mode === 'unknown' && isEmpty(identity)) return;
  const arrival: Arrival = { usb, mode, identity };
  followModeChange(tracking, arrival);
  let slot = tracking.table.claim(usb.port);
  const known = recognise(tracking, slot, arrival);
  if (isOnOtherHalf(slot, usb) && slot.presence !== known) {
    // Two at once are never in one socket, whoever said so.
    tracking.table.separate(usb.port);
    slot = tracking.table.claim(usb.port);
  }
  if (slot.presence && slot.presence !== known) {
    leave(tracking, slot, slot.presence);
    tracking.table.remember(slot);
  }
  if (!known) begin(tracking, slot, arrival);
  else if (known.device.goneSince === undefined) goOn(tracking, slot, known, arrival);
  else comeBack(tracking, slot, known, arrival);
  tracking.table.tellFromOthers(slot);
  tracking.table.endPassing();
}

/** USB 3 phones show in recovery on the other half of their socket (docs/protocol/apple-usb.md#ports). */
function followModeChange({ table, clock }: Tracking, { usb, mode, identity }: Arrival): void {
  const away = table.findAway(identity, undefined);
  if (away?.leftAt === undefined || away.device.mode === mode) return;
  if (clock.now() - away.leftAt <= PORT_MEMORY) table.follow(away, usb.port);
}

function isOnOtherHalf({ presence }: SlotEntry, { port }: UsbDevice): boolean {
  return presence !== undefined && presence.leftAt === undefined && presence.usb.port !== port;
}

function detach(tracking: Tracking, port: string): void {
  const slot = tracking.table.get(port);
  const presence = slot?.presence;
  if (!slot || !presence || presence.leftAt !== undefined) return;
  // It is on the other half of its socket already.
  if (presence.usb.port !== port) return;
  tracking.probing.dropQuestion(presence);
  presence.leftAt = tracking.clock.now();
  presence.cancelLeave = tracking.clock.after(BOUNCE, () => {
    leave(tracking, slot, presence);
    tracking.table.endPassing();
  });
}

function allowPairing({ table, probing }: Tracking, port: string, permission: Permission): void {
  const presence = table.get(port)?.presence;
  if (!presence) return;
  presence.allowsPairing = permission !== 'no';
  if (permission === 'hasReturned') presence.hasReturned = true;
  const isWaiting = presence.hasReturned && presence.leftAt === undefined;
  if (presence.allowsPairing && isWaiting && presence.pairing === 'untried') probing.ask(presence);
}

/** Those that have said why they cannot say all they know; a question under way is left alone. */
function askTheSilent({ table, probing }: Tracking, id: string | undefined): void {
  const udid = id === undefined ? undefined : normaliseUdid(id);
  for (const { port } of table.shown()) {
    const presence = table.get(port)?.presence;
    const isMeant = id === undefined || presence?.device.udid === udid;
    if (presence && isMeant && isSilent(presence)) probing.ask(presence);
  }
}

function isSilent({ device, leftAt, isAsking }: Presence): boolean {
  return leftAt === undefined && !isAsking && device.probe?.symptom !== undefined;
}

function recognise(
  { table, clock }: Tracking,
  slot: SlotEntry,
  { identity, mode, usb }: Arrival,
): Presence | undefined {
  const here = slot.presence;
  const likeness = here ? compareIdentities(here.device, identity) : 'other';
  if (here && likeness === 'same') return here;
  const elsewhere = table.findAway(identity, here);
  if (elsewhere || !here || likeness === 'other') return elsewhere;
  if (isOnOtherHalf(slot, usb)) return undefined;
  return isTiedByPort(here, { identity, mode }, clock.now()) ? here : undefined;
}

/** Two that each tell something, but nothing comparable, stay two until an answer shows that they are one. */
function isTiedByPort(
  { device, leftAt }: Presence,
  { identity, mode }: Pick<Arrival, 'identity' | 'mode'>,
  now: Instant,
): boolean {
  if (leftAt !== undefined && now - leftAt > PORT_MEMORY) return false;
  // In normal mode a device does tell who it is; one that could not be read may be any other.
  return isEmpty(device) || (isEmpty(identity) && mode !== 'normal');
}
