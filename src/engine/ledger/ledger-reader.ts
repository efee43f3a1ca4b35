import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { CustodyEvent, HappeningType } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { success, type Result } from '../../core/result.ts';
import { prepareAside, serialIn } from './aside.ts';
import type { EventRow } from './chain.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CHECKPOINT_COLUMNS, EVENT_COLUMNS, eventOfRow } from './event-rows.ts';
import { handledOf, prepareHandled, type Handled } from './handled.ts';
import {
  LedgerFault,
  ledgerFailureOf,
  orLedgerFault,
  type LedgerFailure,
} from './ledger-failure.ts';
import { closeLedgerFile, openLedgerFileToRead } from './ledger-file.ts';
import { createPlaceReader, type PlaceReader } from './place-reader.ts';
import { verifyChain, type ChainReport } from './verify-chain.ts';

interface LedgerReader extends PlaceReader {
  eventsOf(serial: SerialNumber): CustodyEvent[];
  eventsOfCase(caseId: string): CustodyEvent[];
  newest(types: readonly HappeningType[], limit: number): CustodyEvent[];
  ofTypes(types: readonly HappeningType[]): CustodyEvent[];
  eventsOfSession(sessionId: string): CustodyEvent[];
  newestOfSession(
    sessionId: string,
    types: readonly HappeningType[],
    limit: number,
  ): CustodyEvent[];
  handled(): Handled[];
  serialsAside(): SerialNumber[];
}

export function createLedgerReader(database: DatabaseSyncInstance, folder: string): LedgerReader {
  const bySerial = database.prepare(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE serial = ? ORDER BY sequence`,
  );
  const byCase = database.prepare(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE case_id = ? ORDER BY sequence`,
  );
  const byType = database.prepare(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE type = ? ORDER BY sequence DESC LIMIT ?`,
  );
  const ofTypes = database.prepare(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE type IN (SELECT value FROM json_each(?)) ORDER BY sequence`,
  );
  // Not parsed here but by SQLite: nearly all of these rows belong to other sessions.
  const bySession = database.prepare(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE data ->> '$.sessionId' = ? ORDER BY sequence`,
  );
  // The plus keeps SQLite from sorting: it walks back from the newest event until it has enough.
  const newestOfSession = database.prepare(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE +type IN (SELECT value FROM json_each(?))
     AND data ->> '$.sessionId' = ? ORDER BY sequence DESC LIMIT ?`,
  );
  const handled = prepareHandled(database);
  const aside = prepareAside(database);
  const read = (rows: () => unknown[]) =>
    orLedgerFault(folder, rows).map((row) => eventOfRow(row as EventRow)); // STRICT columns
  return {
    eventsOf: (serial) => read(() => bySerial.all(serial)),
    eventsOfCase: (caseId) => read(() => byCase.all(caseId)),
    // One short index walk per type: with IN (…) SQLite would sort every event of those types.
    newest: (types, limit) =>
      [...new Set(types)]
        .flatMap((type) => read(() => byType.all(type, limit)))
        .toSorted((left, right) => right.sequence - left.sequence)
        .slice(0, limit),
    eventsOfSession: (sessionId) => read(() => bySession.all(sessionId)),
    newestOfSession: (sessionId, types, limit) =>
      read(() => newestOfSession.all(JSON.stringify(types), sessionId, limit)),
    ofTypes: (types) => read(() => ofTypes.all(JSON.stringify(types))),
    ...createPlaceReader(database, (rows) => orLedgerFault(folder, rows)),
    handled: () => orLedgerFault(folder, handled).flatMap(handledOf),
    serialsAside: () => orLedgerFault(folder, aside).flatMap(serialIn),
  };
}

/**
 * Proves the chain of an open ledger from disk; damage to the file itself is a break like any other. With the
 * bench's own key it also counts the checkpoints that name another one.
 */
export function verifyDatabase(
  database: DatabaseSyncInstance,
  folder: string,
  ownKey?: string,
): ChainReport {
  const events = database.prepare(`SELECT ${EVENT_COLUMNS} FROM events ORDER BY sequence`);
  const checkpoints = database.prepare(
    `SELECT ${CHECKPOINT_COLUMNS} FROM checkpoints ORDER BY length`,
  );
  let isDamaged = false;
  const onDamage = () => (isDamaged = true);
  const signed = [...readable(checkpoints.iterate(), folder, onDamage)] as Checkpoint[]; // STRICT columns
  const rows = readable(events.iterate(), folder, onDamage) as Iterable<EventRow>; // STRICT columns
  const foreign = signed.filter(({ publicKey }) => publicKey !== ownKey);
  const report = {
    ...verifyChain(rows, signed),
    ...(ownKey !== undefined && { foreignKeys: foreign.length }),
  };
  const isWhole = !isDamaged || (report.firstBreak ?? Infinity) <= report.events;
  return isWhole ? report : { ...report, firstBreak: report.events + 1, breakKind: 'unreadable' };
}

/** Proves a ledger's file without writing to it, also beside a running program. */
export function verifyLedgerFile(file: string): Result<ChainReport, LedgerFailure> {
  const opened = openLedgerFileToRead(file);
  if (!opened.ok) return opened;
  try {
    return success(verifyDatabase(opened.value, path.dirname(file)));
  } catch (error) {
    const reason = error instanceof LedgerFault ? error.failure : undefined;
    return { ok: false, error: reason ?? ledgerFailureOf(error, path.dirname(file)) };
  } finally {
    closeLedgerFile(opened.value);
  }
}

/** Ends at the first row that the damaged file cannot give. */
function* readable(rows: Iterable<unknown>, folder: string, onDamage: () => void) {
  try {
    yield* rows;
  } catch (error) {
    ledgerFailureOf(error, folder);
    onDamage();
  }
}
