import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { BenchSignal, TrackedDevice } from '../bench/bench-watch.ts';
import { deviceStateOf } from './card.ts';
import { serialOn } from './case-view.ts';
import { openCase } from './case.ts';
import { record, type Desk } from './desk.ts';
import { despiteLedger } from './despite-ledger.ts';
import type { Follow } from './follow.ts';

/**
 * A device that names itself on USB, in recovery, by the bond of an earlier scan or to a computer that it trusts, goes
 * the way of a scan, once per arrival: on record, judged, and told to the window.
 */
export function watchReadings(desk: Desk, follow: Follow): () => void {
  const read = new Map<string, string>();
  return desk.bench.subscribe((signal) => despiteLedger(() => hear(signal)));

  function hear(signal: BenchSignal): void {
    const arrival = arrivalOf(desk, signal);
    if (!arrival) return void read.delete(signal.slot);
    const key = `${arrival.serial} ${signal.device.attachedAt}`;
    if (read.get(signal.slot) === key) return;
    read.set(signal.slot, key);
    if (!keepReading(desk, arrival)) return;
    follow.refresh(arrival.serial);
    desk.publish('bench.deviceRead', { serial: arrival.serial, port: arrival.port });
  }
}

interface ReadArrival {
  readonly serial: SerialNumber;
  readonly port: string;
  readonly by: ReadBy;
}
type ReadBy = Extract<Happening, { type: 'deviceRead' }>['data']['by'];

function arrivalOf(desk: Desk, { slot: port, device }: BenchSignal): ReadArrival | undefined {
  const slot = desk.bench.slots().find((each) => each.port === port);
  const serial = slot && serialOn(desk, slot);
  if (!serial || device.goneSince !== undefined) return undefined;
  return { serial, port, by: howRead(device) };
}

function howRead({ serialRead, probe }: TrackedDevice): ReadBy {
  if (serialRead === undefined) return 'bond';
  return probe?.serialNumber === serialRead ? 'session' : 'recovery';
}

/** A device whose stay is known to be on this slot says nothing new. False when the ledger refuses. */
function keepReading(desk: Desk, { serial, port, by }: ReadArrival): boolean {
  const newest = deviceStateOf(desk, serial).cases[0];
  if (newest?.isOpen && newest.slot === port) return true;
  const { caseId, opening } = openCase(desk, serial, 'usb');
  const reading: Happening = { type: 'deviceRead', data: { slot: port, by } };
  return record(desk, { serial, caseId }, ...opening, reading).ok;
}
