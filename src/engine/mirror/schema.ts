/** Marks a file as ours, so that a foreign database that lies at our path is never migrated ("RBMR"). */
export const APPLICATION_ID = 0x52_42_4d_52;

/**
 * One step per version, applied in order; `user_version` says how many were. Serials are TEXT in STRICT tables
 * (an untyped column would eat leading zeros); WITHOUT ROWID keeps the facts of one serial side by side.
 * `fact` holds what was asked for one serial, `listed` what lists said (see list-table.ts), `fleet` what both come
 * to, for searching and counting.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE fact (
    serial TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    observed_at INTEGER NOT NULL,
    PRIMARY KEY (serial, kind)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tenant_fact (
    kind TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    observed_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE code (
    value TEXT NOT NULL,
    kind TEXT NOT NULL,
    serial TEXT NOT NULL,
    PRIMARY KEY (value, kind, serial)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE fleet (
    serial TEXT NOT NULL PRIMARY KEY,
    model TEXT NOT NULL DEFAULT '',
    imeis TEXT NOT NULL DEFAULT '',
    service TEXT NOT NULL DEFAULT '',
    profile TEXT NOT NULL DEFAULT ''
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE note (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Version 1 did not say whose facts it held, nor from which list they came: they are listed again.
  `
  DROP TABLE fleet;
  DELETE FROM fact;
  DELETE FROM tenant_fact;
  DELETE FROM code;
  DELETE FROM note WHERE name <> 'skew';

  CREATE TABLE list (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    id TEXT NOT NULL,
    last INTEGER NOT NULL DEFAULT 0,
    current INTEGER NOT NULL DEFAULT 0,
    settled INTEGER NOT NULL DEFAULT 0,
    is_to_settle INTEGER NOT NULL DEFAULT 0,
    started_at INTEGER,
    UNIQUE (kind, account, id)
  ) STRICT;

  CREATE TABLE listed (
    list INTEGER NOT NULL,
    serial TEXT NOT NULL,
    since INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    value TEXT NOT NULL,
    observed_at INTEGER NOT NULL,
    PRIMARY KEY (list, serial, since)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE traits (
    id INTEGER PRIMARY KEY,
    value TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE fleet (
    serial TEXT NOT NULL PRIMARY KEY,
    model TEXT NOT NULL DEFAULT '',
    imeis TEXT NOT NULL DEFAULT '',
    traits INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX fleet_traits ON fleet (traits);
  `,
  // An index by traits was two pages more to write for each device that changed.
  `
  ALTER TABLE traits ADD COLUMN count INTEGER NOT NULL DEFAULT 0;
  UPDATE traits SET count = (SELECT count(*) FROM fleet WHERE fleet.traits = traits.id);
  DROP INDEX fleet_traits;
  `,
];
