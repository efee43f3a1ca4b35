import type { DeviceFactKind } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Desk } from '../desk/desk.ts';
import type { FactOf } from '../mirror/fact-row.ts';

/**
 * The desk as it is right now, for judging many devices in one go: the tenant is read once, and the facts and the
 * events of a device once for whoever asks in a row. `hasStory`: whether the ledger may say anything of it.
 */
export function atOneMoment(desk: Desk, hasStory: (serial: SerialNumber) => boolean): Desk {
  const { mirror, ledger } = desk;
  const tenant = mirror.tenant();
  const device = lastOf((serial) => mirror.device(serial));
  const eventsOf = lastOf((serial) => (hasStory(serial) ? ledger.eventsOf(serial) : []));
  return {
    ...desk,
    mirror: {
      ...mirror,
      tenant: () => tenant,
      device,
      // The fact is of that kind by its name; the compiler loses the tie between the two.
      fact: <Kind extends DeviceFactKind>(serial: SerialNumber, kind: Kind) =>
        device(serial)[kind] as FactOf<Kind> | undefined,
    },
    ledger: { ...ledger, eventsOf },
  };
}

/** Remembers the answer for the serial that was asked last. */
function lastOf<T>(read: (serial: SerialNumber) => T): (serial: SerialNumber) => T {
  let last: { readonly serial: SerialNumber; readonly answer: T } | undefined;
  return (serial) => {
    if (last?.serial !== serial) last = { serial, answer: read(serial) };
    return last.answer;
  };
}
