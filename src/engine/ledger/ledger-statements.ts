import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { CustodyEvent } from '../../core/custody/event.ts';
import { canonicalText, GENESIS, hashLink } from './chain.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CHECKPOINT_COLUMNS } from './event-rows.ts';

/** Where the chain ends. `id` only when it was read from disk. */
export interface Head {
  readonly length: number;
  readonly hash: string;
  readonly id?: string;
}

/** What the writer says to the database, prepared once. */
export function prepareStatements(database: DatabaseSyncInstance) {
  const readHead = database.prepare(
    'SELECT sequence AS length, hash, id FROM events ORDER BY sequence DESC LIMIT 1',
  );
  const insertEvent = database.prepare(`
    INSERT INTO events
      (sequence, id, bench, operator, at, case_id, serial, type, data, previous_hash, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const readCheckpoint = database.prepare(
    `SELECT ${CHECKPOINT_COLUMNS} FROM checkpoints WHERE length = ?`,
  );
  const insertCheckpoint = database.prepare(
    'INSERT INTO checkpoints (length, bench, head, at, signature, public_key) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    readHead: (): Head => (readHead.get() as Head | undefined) ?? { length: 0, hash: GENESIS },
    readCheckpoint: (length: number) => readCheckpoint.get(length) as Checkpoint | undefined,
    insertCheckpoint: ({ length, bench, head, at, signature, publicKey }: Checkpoint) => {
      insertCheckpoint.run(length, bench, head, at, signature, publicKey);
    },
    insert: (event: CustodyEvent, previousHash: string): Head => {
      const { id, bench, sequence, operator, at, caseId, serial, type, data } = event;
      const text = canonicalText(data);
      const hash = hashLink({ ...event, previousHash }, text);
      const about = [sequence, id, bench, operator, at, caseId, serial, type];
      insertEvent.run(...about, text, previousHash, hash);
      return { length: sequence, hash };
    },
  };
}
