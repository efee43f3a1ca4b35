import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type Database } from '../../../src/engine/mirror/database.ts';
import { createListTable, type ListId } from '../../../src/engine/mirror/list-table.ts';
import { createMirror, type Mirror } from '../../../src/engine/mirror/mirror.ts';
import { aSerial, START, temporaryMirror } from './temporary-mirror.ts';

const serial = aSerial('C02XK0AAJG5J');
const A: ListId = { kind: 'service', account: 'org', id: 'A' };

function listIn({ lists }: Mirror): void {
  const pass = lists.begin(A);
  lists.take(A, pass, [{ serial, value: {}, observedAt: START }]);
  lists.complete(A, pass, START);
}

describe('a list of another process', () => {
  it('is seen as soon as there is one, and no longer once it is dropped', () => {
    const { mirror, file, clock } = temporaryMirror();
    const beside = createMirror({ file, clock });
    const seen = () => mirror.fact(serial, 'assignment')?.value.serviceId;
    expect(seen()).toBeUndefined();
    listIn(beside);
    expect(seen()).toBe('A');
    beside.lists.drop(A);
    expect(seen()).toBeUndefined();
    beside.close();
  });
});

/** Something happens right before the rows are looked up that the lists hold of a serial. */
function interrupted(database: Database, happen: () => void): Database {
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    if (!sql.includes('CROSS JOIN listed')) return statement;
    const all = (...about: string[]): unknown[] => {
      happen();
      return statement.all(...about);
    };
    return { ...statement, all };
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'prepare') return prepare;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('a list that another process changes while it is asked about a serial', () => {
  it.each([
    ['drops', (beside: Mirror) => beside.lists.drop(A)],
    [
      'reads to its end without the serial',
      ({ lists }: Mirror) => void lists.complete(A, lists.begin(A), START + 1),
    ],
  ])('and %s, never vouches for a row that is not there', (_what, change) => {
    const { mirror: beside, file } = temporaryMirror();
    listIn(beside);
    const { database } = openDatabase(file);
    onTestFinished(() => database.close());
    let happen = (): void => undefined;
    const lists = createListTable(interrupted(database, () => happen()));
    const seen = () =>
      lists.about(serial, ['service']).map(({ startedAt, row }) => [startedAt, row?.observedAt]);
    expect(seen()).toEqual([[START, START]]);
    happen = () => change(beside);
    expect(seen()).toEqual([[START, START]]);
    happen = () => undefined;
    expect(seen()).not.toContainEqual([START, START]);
  });
});
