import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID, MIGRATIONS } from '../../../src/engine/mirror/schema.ts';
import {
  aFact,
  aSerial,
  someHardware,
  START,
  temporaryFolder,
  temporaryMirror,
} from './temporary-mirror.ts';

const serial = aSerial('C02XK0AAJG5J');

/** As the first version left it: a device, where its listing stopped, and the clouds' clock. */
function fileOfVersion1(): string {
  const file = path.join(temporaryFolder(), 'mirror.sqlite');
  const database = new DatabaseSync(file);
  database.exec(`
    ${MIGRATIONS[0]}
    PRAGMA user_version = 1; PRAGMA application_id = ${APPLICATION_ID};
    INSERT INTO fact VALUES ('${serial}', 'lock', '{"state":"none"}', 'appleDevice', ${START});
    INSERT INTO fleet (serial, service) VALUES ('${serial}', 'A');
    INSERT INTO tenant_fact VALUES ('services', '[]', 'appleList', ${START});
    INSERT INTO code VALUES ('359999000001230', 'imei', '${serial}');
    INSERT INTO note VALUES ('listing of org', '{}'), ('skew', '7000');`);
  database.close();
  return file;
}

describe('a mirror of version 1', () => {
  it('is listed again, since it never said whose facts it holds', () => {
    const { mirror } = temporaryMirror(fileOfVersion1());
    expect([mirror.count(), mirror.device(serial), mirror.tenant()]).toEqual([0, { serial }, {}]);
    expect(mirror.readProgress('listing of org')).toBeUndefined();
  });

  it('keeps its file and what is true of any account', () => {
    const { mirror, file } = temporaryMirror(fileOfVersion1());
    expect(mirror.skew()).toBe(7_000);
    mirror.put(serial, 'hardware', aFact(someHardware()));
    expect([mirror.count(), mirror.trouble()]).toEqual([1, undefined]);
    const database = new DatabaseSync(file);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 });
    database.close();
  });
});

describe('a mirror of version 2', () => {
  it('counts its devices as before', () => {
    const file = path.join(temporaryFolder(), 'mirror.sqlite');
    const database = new DatabaseSync(file);
    const traits = { family: 'Mac', organizationId: 'org', tokenId: null, profileId: null };
    const value = JSON.stringify({ ...traits, enrolledProfile: null, isEnrolled: false });
    database.exec(`
      ${MIGRATIONS.slice(0, 2).join('')}
      PRAGMA user_version = 2; PRAGMA application_id = ${APPLICATION_ID};
      INSERT INTO traits VALUES (1, '{}'), (2, '${value}');
      INSERT INTO fleet (serial, traits) VALUES ('${serial}', 2), ('DMPZT0AAKXYZ', 2);`);
    database.close();
    const { mirror } = temporaryMirror(file);
    expect([mirror.count(), mirror.tally()]).toMatchObject([2, [{ count: 2, ...traits }]]);
    mirror.put(serial, 'hardware', aFact(someHardware()));
    expect(mirror.tally().map(({ count, family }) => [count, family])).toEqual(
      expect.arrayContaining([
        [1, 'Mac'],
        [1, 'iPhone'],
      ]),
    );
  });
});
