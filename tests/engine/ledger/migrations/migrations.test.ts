import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import {
  LEDGER_MIGRATIONS,
  LEDGER_VERSION,
} from '../../../../src/engine/ledger/migrations/ledger-migrations.ts';
import { migrate, schemaVersion } from '../../../../src/engine/ledger/migrations/migrations.ts';

const FIRST = { version: 1, sql: 'CREATE TABLE a (x TEXT) STRICT' };
const SECOND = { version: 2, sql: 'CREATE TABLE b (x TEXT) STRICT' };
const BROKEN = {
  version: 2,
  sql: 'CREATE TABLE b (x TEXT) STRICT; CREATE TABLE a (x TEXT) STRICT',
};

describe('migrating', () => {
  it('applies only the steps that are missing', () => {
    using database = new DatabaseSync(':memory:');
    migrate(database, [FIRST]);
    migrate(database, [FIRST, SECOND]);
    expect(schemaVersion(database)).toBe(2);
  });

  it('leaves a step that fails undone as a whole', () => {
    using database = new DatabaseSync(':memory:');
    migrate(database, [FIRST]);
    expect(() => migrate(database, [FIRST, BROKEN])).toThrow(/already exists/);
    expect(schemaVersion(database)).toBe(1);
    expect(() => database.exec('SELECT * FROM b')).toThrow(/no such table/);
  });

  it('knows its steps by numbers without gaps', () => {
    expect(LEDGER_MIGRATIONS.map(({ version }) => version)).toEqual(
      Array.from({ length: LEDGER_VERSION }, (_, index) => index + 1),
    );
  });
});
