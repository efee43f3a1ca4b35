import type { ORDER_FORMATS } from '../../contract/campaign.ts';
import { csvOf, type Rows } from '../../core/csv.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { HOUR, type Instant } from '../../core/time.ts';

export type OrderFormat = (typeof ORDER_FORMATS)[number];

/** One device that the current MDM is to erase. */
export interface OrderLine {
  readonly serial: SerialNumber;
  readonly family: string;
  readonly model: string;
}

/** Who wants it and who agreed; `orderedAt` on the bench's clock. */
export interface OrderAbout {
  readonly orderedAt: Instant;
  readonly operator: string;
  readonly approvedBy: string;
}

export interface OrderFile {
  readonly name: string;
  readonly text: string;
  /** Bench clock. */
  readonly validUntil: Instant;
}

/** What was clear an hour ago may be locked or back on another service by now. */
export const ORDER_VALID = HOUR;

/**
 * The file with which the current MDM is told which devices to erase. Its name says until when it is good, since the
 * consoles of Jamf Pro and Workspace ONE take no comment and no column that they do not know.
 */
export function orderFile(
  format: OrderFormat,
  lines: readonly OrderLine[],
  about: OrderAbout,
): OrderFile {
  const validUntil = about.orderedAt + ORDER_VALID;
  const rows = ROWS[format](lines, { ...about, validUntil });
  return {
    name: `reset-${format}-valid-until-${stamp(validUntil)}.csv`,
    text: csvOf(rows),
    validUntil,
  };
}

interface Around extends OrderAbout {
  readonly validUntil: Instant;
}

const ROWS: Readonly<Record<OrderFormat, (lines: readonly OrderLine[], around: Around) => Rows>> = {
  // Jamf's own CSV uploads name the serial so, and separate by commas alone (its documentation of Inventory
  // Preload). Believed: the upload of a list for a search or a mass action takes the same header.
  jamf: (lines) => [['Serial Number'], ...lines.map(({ serial }) => [serial])],
  // The batch import of the console identifies devices by their serial; no template of it erases. Believed: lists
  // for its bulk commands (by serial over its REST API) carry this one column, as the scripts around it expect.
  workspaceOne: (lines) => [['SerialNumber'], ...lines.map(({ serial }) => [serial])],
  generic: genericRows,
};

function genericRows(lines: readonly OrderLine[], around: Around): Rows {
  const { orderedAt, validUntil, operator, approvedBy } = around;
  const header = [
    'serial_number',
    'action',
    'family',
    'model',
    'ordered_at',
    'valid_until',
    'ordered_by',
    'approved_by',
  ];
  const times = [orderedAt, validUntil].map((instant) => new Date(instant).toISOString());
  const ending = [...times, operator, approvedBy];
  const rows = lines.map(({ serial, family, model }) => [
    serial,
    'erase',
    family,
    model,
    ...ending,
  ]);
  return [header, ...rows];
}

/** In UTC, without the colons that Windows does not allow in a name. */
function stamp(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace(':', '')}Z`;
}
