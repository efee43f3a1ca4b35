import type { CaseState, DeviceState } from '../../core/custody/fold.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Instant } from '../../core/time.ts';
import type { CaseView, Sighting } from '../../core/verdict/case-view.ts';
import type { TrackedSlot } from '../bench/bench-watch.ts';
import type { Desk } from './desk.ts';

/** The stay of a device as `assess` needs it: the folded ledger, the bench, the manifest and the jobs. */
export function caseViewOf(desk: Desk, serial: SerialNumber, device: DeviceState): CaseView {
  const newest: CaseState | undefined = device.cases[0];
  const open = newest?.isOpen ? newest : undefined;
  const record = device.resetRecord;
  return {
    ...(open && identifiedIn(open)),
    expectation: desk.roster.expectationOf(serial),
    keepsData: open?.keepsData,
    lockAttestedAt: open?.lockAttestedAt,
    setAside: open?.setAside,
    sightings: [...slotsOf(desk, serial), ...otherOnNamedSlot(desk, serial)].flatMap((slot) =>
      sightingOf(slot, likelyOn(desk, slot)),
    ),
    resetRecord: record && { level: record.level, cloudAt: record.cloudAt },
    order: orderOf(open),
    awaySince: open && awaySince(open),
    work: desk.jobs.workOf(serial),
    handedOverAt: newest?.handedOverAt,
  };
}

function identifiedIn({ serial, scannedAt, brokenBond }: CaseState) {
  return { scannedSerial: scannedAt === undefined ? undefined : serial, brokenBond };
}

/** An order is over once a reset of that stay is on record. */
function orderOf(open: CaseState | undefined): CaseView['order'] {
  const { ordered, resetRecord } = open ?? {};
  if (!ordered || (resetRecord && resetRecord.at >= ordered.at)) return undefined;
  return { at: ordered.at, approvedBy: ordered.approvedBy };
}

/** Only what left after the operator began is restarting; before that it was unplugged. */
function awaySince({ reset }: CaseState): Instant | undefined {
  return reset.step === 'gone' && reset.startedAt !== undefined ? reset.goneAt : undefined;
}

/** The label of one device was scanned onto the slot of another: both must be looked at. */
function otherOnNamedSlot(desk: Desk, serial: SerialNumber): TrackedSlot[] {
  const { shown, shownSlot } = desk.state;
  if (shown !== serial || shownSlot === null) return [];
  return desk.bench.slots().filter((slot) => {
    const other = likelyOn(desk, slot);
    return slot.port === shownSlot && other !== undefined && other !== serial;
  });
}

/** What is bound counts, else what the Wi-Fi address suggests: enough to doubt a label, not to trust one. */
function likelyOn(desk: Desk, slot: TrackedSlot): SerialNumber | undefined {
  return serialOn(desk, slot) ?? candidateOn(desk, slot);
}

/** The slots on which this device sits, by what it read, or by the bond a scan has made. */
export function slotsOf(desk: Desk, serial: SerialNumber): TrackedSlot[] {
  return desk.bench.slots().filter((slot) => serialOn(desk, slot) === serial);
}

/** The devices on the slots of this bench, as far as they are known for certain. */
export function slotSerials(desk: Desk): SerialNumber[] {
  return desk.bench.slots().flatMap((slot) => serialOn(desk, slot) ?? []);
}

/** The serial of the device on a slot, if it is known for certain. */
export function serialOn(desk: Desk, slot: TrackedSlot): SerialNumber | undefined {
  const { device } = slot;
  if (!device) return undefined;
  return device.serialRead ?? (device.ecid ? desk.state.bindings.get(device.ecid) : undefined);
}

/** The serial that its Wi-Fi address suggests; a scan must confirm it. */
export function candidateOn(desk: Desk, slot: TrackedSlot): SerialNumber | undefined {
  const address = slot.device?.probe?.wifiMacAddress;
  if (!address || serialOn(desk, slot)) return undefined;
  const serials = desk.mirror.byWifiAddress(address);
  return serials.length === 1 ? serials[0] : undefined;
}

function sightingOf(slot: TrackedSlot, serialRead: SerialNumber | undefined): Sighting[] {
  const { device } = slot;
  if (!device || device.goneSince !== undefined) return [];
  return [
    {
      slot: slot.port,
      mode: device.mode,
      serialRead,
      isInSetupAssistant: device.probe?.isInSetupAssistant ?? false,
      batteryPercent: device.probe?.batteryPercent,
      osVersion: device.probe?.osVersion,
      hasEsim: device.probe?.hasEsim,
    },
  ];
}
