/** Marks a file as ours, so that a foreign database that lies at our path is never migrated ("RBMR"). */
export const APPLICATION_ID = 0x52_42_4d_52;

/**
 * One step per version, applied in order; `user_version` says how many were. Serials are TEXT in STRICT tables
 * (an untyped column would eat leading zeros); WITHOUT ROWID keeps the facts of one serial side by side.
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
];
