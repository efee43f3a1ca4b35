import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Of whom the ledger tells anything, and of whom it has told anew. */
export interface LedgerChanges {
  hasStory(serial: SerialNumber): boolean;
  /** Devices of which something was written since this was last asked; at first all of whom there is anything. */
  take(): readonly SerialNumber[];
}

/** Read from the ledger's own file, so that whoever writes there need not tell. */
export function createLedgerChanges({ database }: Pick<Ledger, 'database'>): LedgerChanges {
  const newest = database.prepare('SELECT coalesce(max(sequence), 0) AS newest FROM events');
  const after = database.prepare(
    'SELECT DISTINCT serial FROM events WHERE sequence > ? AND serial IS NOT NULL',
  );
  const told = new Set<SerialNumber>();
  let seen = 0;
  return {
    hasStory: (serial) => told.has(serial),
    take() {
      const last = (newest.get() as { newest: number }).newest; // the column of this very statement
      if (last === seen) return [];
      const rows = after.all(seen) as { serial: SerialNumber }[];
      seen = last;
      const serials = rows.map(({ serial }) => serial);
      for (const serial of serials) told.add(serial);
      return serials;
    },
  };
}
