import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { ledgerMigration } from '../../../../src/engine/ledger/migrations/0001-ledger.ts';
import { migrate, schemaVersion } from '../../../../src/engine/ledger/migrations/migrations.ts';

describe('the first migration', () => {
  it('makes strict tables on an empty file and says so in its version', () => {
    using database = new DatabaseSync(':memory:');
    migrate(database, [ledgerMigration]);
    const tables = database.prepare(
      `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    );
    expect(tables.all()).toEqual([
      { name: 'checkpoints', strict: 1 },
      { name: 'events', strict: 1 },
      { name: 'ledger', strict: 1 },
    ]);
    expect(schemaVersion(database)).toBe(1);
  });

  it('keeps a serial of digits as text', () => {
    using database = new DatabaseSync(':memory:');
    migrate(database, [ledgerMigration]);
    database.exec(
      `INSERT INTO events VALUES (1, 'i', 'b', 'o', 0, NULL, '0012345678', 't', '{}', '', '')`,
    );
    expect(database.prepare('SELECT serial, typeof(serial) AS type FROM events').get()).toEqual({
      serial: '0012345678',
      type: 'text',
    });
  });

  it('admits one owner of the file and no data that is not JSON', () => {
    using database = new DatabaseSync(':memory:');
    migrate(database, [ledgerMigration]);
    expect(() => database.exec(`INSERT INTO ledger VALUES (2, 'b', 'live', 0)`)).toThrow(/CHECK/);
    expect(() =>
      database.exec(
        `INSERT INTO events VALUES (1, 'i', 'b', 'o', 0, NULL, NULL, 't', '{', '', '')`,
      ),
    ).toThrow(/CHECK/);
  });
});
