import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { CustodyEvent, HappeningType } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import { success, type Result } from '../../core/result.ts';
import type { EventRow } from './chain.ts';
import { createSigner, type Checkpoint, type Signer } from './checkpoint.ts';
import type { Handled } from './handled.ts';
import { ledgerBroken, ledgerFailureOf, type LedgerFailure } from './ledger-failure.ts';
import { closeLedgerFile, ledgerPath, openLedgerFile, type LedgerMode } from './ledger-file.ts';
import { createLedgerReader, verifyDatabase } from './ledger-reader.ts';
import { createLedgerWriter, type Entry } from './ledger-writer.ts';
import type { EvidenceSource, LedgerPlace } from './place-reader.ts';
import type { ChainReport } from './verify-chain.ts';

export interface LedgerOptions {
  readonly folder: string;
  readonly mode: LedgerMode;
  /** Whose ledger a new file becomes. An existing file keeps its bench, whatever the settings say now. */
  readonly bench: string;
  readonly clock: Clock;
  /** Ed25519, PKCS#8 PEM. Without one, or with a damaged one, checkpoints are signed by a key of this run. */
  readonly signingKey?: string | undefined;
}

/** The append-only record of one bench. Reads throw LedgerFault when the file is damaged. */
export interface Ledger extends EvidenceSource {
  readonly bench: string;
  readonly signer: Pick<Signer, 'publicKey' | 'isLasting'>;
  /** Success means: on disk. */
  append(entry: Entry): Result<CustodyEvent, LedgerFailure>;
  /** All or none, in one transaction. */
  appendAll(entries: readonly Entry[]): Result<CustodyEvent[], LedgerFailure>;
  /** Oldest first. */
  eventsOf(serial: SerialNumber): CustodyEvent[];
  /** Oldest first. */
  eventsOfCase(caseId: string): CustodyEvent[];
  /** Newest first. */
  newest(types: readonly HappeningType[], limit: number): CustodyEvent[];
  /** Everything that names this check-in, oldest first; reads every event of the ledger. */
  eventsOfSession(sessionId: string): CustodyEvent[];
  /** Those of a check-in, newest first; reads back until it has so many. */
  newestOfSession(
    sessionId: string,
    types: readonly HappeningType[],
    limit: number,
  ): CustodyEvent[];
  /** All of them, oldest first. */
  ofTypes(types: readonly HappeningType[]): CustodyEvent[];
  placeOf(eventId: string): LedgerPlace | undefined;
  /** One event as it stands on disk; its hash is not checked. */
  rowOf(eventId: string): EventRow | undefined;
  /** Devices whose way is not told to its end: open cases, and hand-overs that Intune has not answered. */
  handled(): Handled[];
  /** Devices that were set aside at some time; their fold says whether they still are. */
  serialsAside(): SerialNumber[];
  /** Signs the length and head of the chain as they are now; undefined while it is empty. */
  checkpoint(): Result<Checkpoint | undefined, LedgerFailure>;
  /** Proves the whole chain from disk. Reads every row: about 10 µs each, in one go. */
  verify(): ChainReport;
  /** The open file, for tables that live beside the events (jobs). Never begin a transaction around `append`. */
  readonly database: DatabaseSyncInstance;
  /** Writes a last checkpoint and closes the file. */
  close(): void;
}

/** Opens this bench's ledger of that mode, or begins it. */
export function openLedger(options: LedgerOptions): Result<Ledger, LedgerFailure> {
  const { folder, mode } = options;
  const opened = openLedgerFile(ledgerPath(path.resolve(folder), mode));
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    const bench = claimBench(database, options);
    if (bench.ok) return success(assembleLedger(database, bench.value, options));
    closeLedgerFile(database);
    return bench;
  } catch (error) {
    closeLedgerFile(database);
    return { ok: false, error: ledgerFailureOf(error, folder) };
  }
}

/** What can be done with an open database of that bench. */
export function assembleLedger(
  database: DatabaseSyncInstance,
  bench: string,
  options: LedgerOptions,
): Ledger {
  const { clock, folder, signingKey } = options;
  const signer = createSigner(signingKey);
  const writer = createLedgerWriter({ database, bench, clock, signer, folder });
  return {
    bench,
    signer,
    database,
    append: (entry) => firstOf(writer.append([entry])),
    appendAll: (entries) => writer.append(entries),
    checkpoint: () => writer.checkpoint(),
    ...createLedgerReader(database, folder),
    verify: () => verifyDatabase(database, folder, signer.isLasting ? signer.publicKey : undefined),
    close: () => {
      // A full disk must not keep the program from ending; the next checkpoint covers these events too.
      writer.checkpoint();
      closeLedgerFile(database);
    },
  };
}

/** Writes whose file this is, once; refuses one that was renamed from the other mode. */
function claimBench(
  database: DatabaseSyncInstance,
  { bench, mode, clock }: LedgerOptions,
): Result<string, LedgerFailure> {
  database
    .prepare(
      'INSERT INTO ledger (only, bench, mode, created_at) VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(bench, mode, Math.trunc(clock.now()));
  return ownerOf(database, { bench, mode });
}

/** The bench whose ledger this is; a file that nobody has claimed yet is taken for the given one's. */
export function ownerOf(
  database: DatabaseSyncInstance,
  { bench, mode }: Pick<LedgerOptions, 'bench' | 'mode'>,
): Result<string, LedgerFailure> {
  const row: unknown = database.prepare('SELECT bench, mode FROM ledger').get();
  const owner = row as { bench: string; mode: LedgerMode } | undefined; // both NOT NULL
  if (!owner) return success(bench);
  if (owner.mode === mode) return success(owner.bench);
  return ledgerBroken(`this is a ${owner.mode} ledger under the name of a ${mode} one`);
}

function firstOf(
  result: Result<CustodyEvent[], LedgerFailure>,
): Result<CustodyEvent, LedgerFailure> {
  if (!result.ok) return result;
  const [event] = result.value;
  if (!event) throw new Error('an appended entry has no event');
  return success(event);
}
