import type { Hardware } from '../../core/facts/device-facts.ts';
import type { CodeKind } from '../../core/identifiers/code.ts';
import { type SerialNumber, serialNumberSchema } from '../../core/identifiers/serial-number.ts';
import type { Database } from './database.ts';

/** A code of the box or the screen. IMEI, MEID, EID and MAC name devices here; other kinds name none. */
export interface HardwareCode {
  readonly kind: CodeKind;
  readonly value: string;
}

/**
 * Which serials a code may mean. Codes are only ever added: whoever asks checks the answer against the hardware
 * fact (`carries`), so a code that moved to another device does no harm.
 */
export interface CodeIndex {
  add(serial: SerialNumber, hardware: Hardware): void;
  candidates(code: HardwareCode): readonly SerialNumber[];
}

export function createCodeIndex(database: Database): CodeIndex {
  const insert = database.prepare(
    'INSERT OR IGNORE INTO code (value, kind, serial) VALUES (?, ?, ?)',
  );
  const find = database.prepare('SELECT serial FROM code WHERE value = ? AND kind = ? LIMIT 20');
  return {
    add(serial, hardware) {
      for (const { kind, value } of codesOf(hardware)) insert.run(value, kind, serial);
    },
    candidates({ kind, value }) {
      const rows = find.all(normalise(value), kind) as { serial: string }[];
      return rows.map((row) => serialNumberSchema.parse(row.serial));
    },
  };
}

/** Does this device really have that code? */
export function carries(hardware: Hardware | undefined, code: HardwareCode): boolean {
  const wanted = normalise(code.value);
  const all = hardware ? codesOf(hardware) : [];
  return all.some((own) => own.kind === code.kind && own.value === wanted);
}

function codesOf(hardware: Hardware): readonly HardwareCode[] {
  const { imei, meid, eid, wifiMacAddress } = hardware;
  return [
    ...imei.map((value) => ({ kind: 'imei' as const, value: normalise(value) })),
    ...meid.map((value) => ({ kind: 'meid' as const, value: normalise(value) })),
    ...(eid ? [{ kind: 'eid' as const, value: normalise(eid) }] : []),
    ...(wifiMacAddress ? [{ kind: 'mac' as const, value: normalise(wifiMacAddress) }] : []),
  ];
}

/** Upper case without separators: Apple writes AABBCC001122, lockdown aa:bb:cc:00:11:22. */
function normalise(value: string): string {
  return value.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase();
}
