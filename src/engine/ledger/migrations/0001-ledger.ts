import type { Migration } from './migrations.ts';

/**
 * The chain, its checkpoints, and whose it is. The triggers keep it append-only and gapless; a BEFORE INSERT
 * trigger is needed as well, because INSERT OR REPLACE deletes without firing DELETE triggers.
 */
export const ledgerMigration: Migration = {
  version: 1,
  sql: `
CREATE TABLE ledger (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  bench TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'sandbox')),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE events (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  bench TEXT NOT NULL,
  operator TEXT NOT NULL,
  at INTEGER NOT NULL,
  case_id TEXT,
  serial TEXT,
  type TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_serial ON events (serial) WHERE serial IS NOT NULL;
CREATE INDEX events_by_case ON events (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX events_by_type ON events (type);

CREATE TABLE checkpoints (
  length INTEGER PRIMARY KEY,
  bench TEXT NOT NULL,
  head TEXT NOT NULL,
  at INTEGER NOT NULL,
  signature TEXT NOT NULL,
  public_key TEXT NOT NULL
) STRICT;

CREATE TRIGGER events_in_order BEFORE INSERT ON events
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM events)
BEGIN SELECT raise(ABORT, 'an event takes the next sequence'); END;
CREATE TRIGGER events_keep BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'an event is never removed'); END;

CREATE TRIGGER checkpoints_in_order BEFORE INSERT ON checkpoints
WHEN NEW.length <= (SELECT coalesce(max(length), 0) FROM checkpoints)
BEGIN SELECT raise(ABORT, 'a checkpoint follows the newest one'); END;
CREATE TRIGGER checkpoints_keep BEFORE UPDATE ON checkpoints
BEGIN SELECT raise(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER checkpoints_stay BEFORE DELETE ON checkpoints
BEGIN SELECT raise(ABORT, 'a checkpoint is never removed'); END;
`,
};
