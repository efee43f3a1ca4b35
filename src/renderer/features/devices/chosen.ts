import { MOST_LISTED, type DeviceSelection } from '../../../contract/device-query.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { TableQuery } from './table-query.ts';

/** Which devices a person has chosen: these, or all of the filter but these. */
export interface Chosen {
  readonly isAll: boolean;
  readonly serials: ReadonlySet<SerialNumber>;
}

export const NOBODY_CHOSEN: Chosen = { isAll: false, serials: new Set() };
export const ALL_CHOSEN: Chosen = { isAll: true, serials: new Set() };

export function isChosen({ isAll, serials }: Chosen, serial: SerialNumber): boolean {
  return serials.has(serial) !== isAll;
}

/** How many are chosen, of so many that the filter finds. */
export function countChosen({ isAll, serials }: Chosen, matched: number): number {
  return isAll ? Math.max(0, matched - serials.size) : serials.size;
}

/** Chooses it, or no longer. */
export function toggled(chosen: Chosen, serial: SerialNumber): Chosen {
  const serials = new Set(chosen.serials);
  if (!serials.delete(serial) && serials.size < MOST_LISTED) serials.add(serial);
  return { ...chosen, serials };
}

/** These too; of all that a filter finds none of these is left out any more. */
export function withThese(chosen: Chosen, these: readonly SerialNumber[]): Chosen {
  const serials = new Set(chosen.serials);
  for (const serial of these) {
    if (chosen.isAll) serials.delete(serial);
    else if (serials.size < MOST_LISTED) serials.add(serial);
  }
  return { ...chosen, serials };
}

/** As the engine is told: all of a filter are never named one by one. */
export function selectionOf(chosen: Chosen, { search, filter }: TableQuery): DeviceSelection {
  const serials = [...chosen.serials];
  return chosen.isAll
    ? { kind: 'filter', search: search.trim(), filter, except: serials }
    : { kind: 'serials', serials };
}
