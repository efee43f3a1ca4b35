import { custodyEventSchema, type CustodyEvent } from '../../core/custody/event.ts';
import type { EventRow } from './chain.ts';
import { LedgerFault } from './ledger-failure.ts';

export const EVENT_COLUMNS =
  'sequence, id, bench, operator, at, case_id AS caseId, serial, type, data, ' +
  'previous_hash AS previousHash, hash';

export const CHECKPOINT_COLUMNS = 'length, bench, head, at, signature, public_key AS publicKey';

/** Throws LedgerFault (`ledgerBroken`) for a row that no bench of this version wrote. */
export function eventOfRow(row: EventRow): CustodyEvent {
  const parsed = custodyEventSchema.safeParse({ ...row, data: jsonOf(row.data) });
  if (parsed.success) return parsed.data;
  throw new LedgerFault({
    code: 'ledgerBroken',
    detail: `event ${row.sequence} is not one of ours`,
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
