import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMirror } from '../../../src/engine/mirror/mirror.ts';
import {
  aFact,
  anAssignment,
  aSerial,
  someHardware,
  START,
  temporaryMirror,
} from './temporary-mirror.ts';

const one = aSerial('C02XK0AAJG5J');
const other = aSerial('DMPZT0AAKXYZ');
const third = aSerial('F2LXK0A7JG5H');

/** A second process on the same file. */
function twoMirrors() {
  const { mirror, file, clock } = temporaryMirror();
  const beside = createMirror({ file, clock });
  onTestFinished(() => beside.close());
  return { mirror, beside };
}

describe('devices that another process writes', () => {
  it('are counted anew at the next start, where a version was open that counts them in another way', () => {
    const { mirror, file, clock } = temporaryMirror();
    mirror.put(one, 'assignment', aFact(anAssignment('A')));
    mirror.put(other, 'assignment', aFact(anAssignment('A')));
    const database = new DatabaseSync(file);
    database.exec(`
      INSERT INTO traits (value) SELECT replace(value, '"A"', '"B"') FROM traits;
      UPDATE fleet SET traits = (SELECT max(id) FROM traits) WHERE serial = '${one}';
      INSERT INTO fleet (serial, traits) SELECT '${third}', max(id) FROM traits;`);
    database.close();
    mirror.close();
    const again = createMirror({ file, clock });
    onTestFinished(() => again.close());
    const counted = again.tally().map(({ serviceId, count }) => [serviceId, count] as const);
    expect(new Map(counted)).toEqual(
      new Map([
        ['A', 1],
        ['B', 2],
      ]),
    );
    expect(again.count()).toBe(3);
    expect(again.trouble()).toBeUndefined();
  });

  it('are counted here as soon as they are there', () => {
    const { mirror, beside } = twoMirrors();
    mirror.put(one, 'hardware', aFact(someHardware()));
    expect(mirror.count()).toBe(1);
    beside.put(other, 'hardware', aFact(someHardware()));
    expect(mirror.count()).toBe(2);
  });
});

describe('a mirror that another process has emptied', () => {
  it('counts what is written into it afterwards', () => {
    const { mirror, beside } = twoMirrors();
    mirror.put(one, 'assignment', aFact(anAssignment('A')));
    beside.belongsTo(['other']);
    mirror.put(one, 'assignment', aFact(anAssignment('A'), START + 1));
    expect(mirror.tally()).toMatchObject([{ count: 1, serviceId: 'A' }]);
  });

  it('does not take the traits that came since for those that had their number before', () => {
    const { mirror, beside } = twoMirrors();
    mirror.put(one, 'assignment', aFact(anAssignment('A')));
    expect(mirror.tally()).toMatchObject([{ serviceId: 'A' }]);
    const emptied = beside.belongsTo(['other']);
    emptied.put(other, 'assignment', aFact(anAssignment('B')));
    expect(mirror.tally()).toMatchObject([{ count: 1, serviceId: 'B' }]);
  });
});
