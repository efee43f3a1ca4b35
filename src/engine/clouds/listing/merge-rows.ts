import type { Enrollment } from '../../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { joinedById } from '../../mirror/joined-by-id.ts';

/** Rows that Intune enrolled lately, beside those that were known of the device: a list of new ones takes none away. */
export function withNewEnrollments(
  known: readonly Enrollment[],
  rows: readonly Enrollment[],
): Enrollment[] {
  // Both are rows of one kind, and so is what they come to.
  return joinedById(known, rows) as Enrollment[];
}

/** A page may name a serial twice, for instance with a row that was deleted. */
export function grouped<Row extends { readonly serial: SerialNumber }>(
  rows: readonly Row[],
): readonly (readonly [SerialNumber, readonly Row[]])[] {
  const groups = new Map<SerialNumber, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.serial);
    if (group) group.push(row);
    else groups.set(row.serial, [row]);
  }
  return [...groups];
}
