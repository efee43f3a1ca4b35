import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { happeningSchema, type CustodyEvent, type Happening } from '../../core/custody/event.ts';
import { serialNumberSchema, type SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import { instantSchema } from '../../core/time.ts';
import { CHECKPOINT_EVERY } from './chain.ts';
import type { Checkpoint, Signer } from './checkpoint.ts';
import { createEventIds } from './event-ids.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { prepareStatements, type Head } from './ledger-statements.ts';
import { createTransaction } from './ledger-transaction.ts';
import { storable } from './storable-text.ts';

/** What is to be remembered; the ledger adds id, bench, sequence, time and hashes. */
export interface Entry {
  readonly happening: Happening;
  readonly serial: SerialNumber | null;
  readonly caseId: string | null;
  readonly operator: string;
}

interface LedgerWriter {
  /** All or none, in one transaction; the result is success only when they are on disk. */
  append(entries: readonly Entry[]): Result<CustodyEvent[], LedgerFailure>;
  /** Signs what is there, unless that was done already. Undefined for an empty ledger. */
  checkpoint(): Result<Checkpoint | undefined, LedgerFailure>;
}

interface WriterOptions {
  readonly database: DatabaseSyncInstance;
  readonly bench: string;
  readonly clock: Clock;
  readonly signer: Signer;
  readonly folder: string;
}

export function createLedgerWriter(options: WriterOptions): LedgerWriter {
  const { bench, clock, signer } = options;
  const statements = prepareStatements(options.database);
  const transact = createTransaction(options.database, options.folder);
  const makeEvent = createEventMaker(options, statements.readHead().id);
  /** Undefined after a failure: what is on disk then has to be read again. */
  let head: Head | undefined;

  function append(entries: readonly Entry[]): CustodyEvent[] {
    let now = head ?? statements.readHead();
    const events = entries.map((entry) => {
      const event = makeEvent(entry, now.length + 1);
      now = statements.insert(event, now.hash);
      if (isDue(now.length)) sign(now);
      return event;
    });
    head = now;
    return events;
  }

  function sign({ length, hash }: Head): Checkpoint {
    const signed = signer.sign({ length, bench, head: hash, at: clock.now() });
    statements.insertCheckpoint(signed);
    return signed;
  }

  function checkpoint(): Checkpoint | undefined {
    const now = statements.readHead();
    if (now.length === 0) return undefined;
    return statements.readCheckpoint(now.length) ?? sign(now);
  }

  /** One event without a checkpoint; not when the head is unknown, since that is read first. */
  function isOneStatement(entries: readonly Entry[]): boolean {
    return entries.length === 1 && head !== undefined && !isDue(head.length + 1);
  }
  const afterFailure = () => (head = undefined);
  return {
    append: (entries) =>
      transact({
        run: () => append(entries),
        isOneStatement: () => isOneStatement(entries),
        afterFailure,
      }),
    checkpoint: () => transact({ run: checkpoint, isOneStatement: () => false, afterFailure }),
  };
}

function isDue(length: number): boolean {
  return length % CHECKPOINT_EVERY === 0;
}

/** What could not be read back must not be written: a mistake of the caller, so it throws. */
function createEventMaker({ bench, clock }: WriterOptions, lastId: string | undefined) {
  const nextId = createEventIds(lastId);
  return (entry: Entry, sequence: number): CustodyEvent => {
    const { happening, serial, caseId, operator } = storable(entry);
    const at = instantSchema.parse(clock.now());
    const about = { operator, at, caseId, serial: serialSchema.parse(serial) };
    return { id: nextId(at), bench, sequence, ...about, ...happeningSchema.parse(happening) };
  };
}

const serialSchema = serialNumberSchema.nullable();
