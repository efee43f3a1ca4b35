import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { createMirror } from '../../../src/engine/mirror/mirror.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import {
  aFact,
  anAssignment,
  anIdentity,
  aSerial,
  someHardware,
  START,
  temporaryFolder,
  temporaryMirror,
} from './temporary-mirror.ts';

const serial = aSerial('C02XK0AAJG5J');

describe('facts of a device', () => {
  it('are read back with source and age', () => {
    const { mirror } = temporaryMirror();
    const hardware = aFact(someHardware({ imei: ['359999000001230'] }));
    mirror.put(serial, 'hardware', hardware);
    mirror.put(serial, 'lock', aFact({ state: 'none' as const }, START + 1, 'appleDevice'));
    expect(mirror.device(serial)).toEqual({
      serial,
      hardware,
      lock: { value: { state: 'none' }, source: 'appleDevice', observedAt: START + 1 },
    });
  });

  it('are all missing for a serial nobody spoke of', () => {
    expect(temporaryMirror().mirror.device(serial)).toEqual({ serial });
  });

  it('give way to a newer reading only', () => {
    const { mirror } = temporaryMirror();
    mirror.put(serial, 'assignment', aFact(anAssignment('NEW'), START + 10, 'appleDevice'));
    mirror.put(serial, 'assignment', aFact(anAssignment('OLD'), START));
    expect(mirror.fact(serial, 'assignment')?.value.serviceId).toBe('NEW');
  });

  it('give way to what is read now when the clock was set back by minutes since', () => {
    const { mirror } = temporaryMirror();
    const before = START + 3 * MINUTE;
    mirror.put(serial, 'lock', aFact({ state: 'none' }, before, 'appleDevice'));
    mirror.put(serial, 'lock', aFact({ state: 'user' }, START, 'appleDevice'));
    expect(mirror.fact(serial, 'lock')?.value.state).toBe('user');
  });

  it('give way to any reading when they come from the future', () => {
    const { mirror } = temporaryMirror();
    const ahead = START + 10 * MINUTE;
    mirror.put(serial, 'assignment', aFact(anAssignment('AHEAD'), ahead, 'appleDevice'));
    mirror.put(serial, 'assignment', aFact(anAssignment('NOW'), START));
    mirror.putTenant('services', aFact([], ahead));
    mirror.putTenant('services', aFact([], START));
    expect(mirror.fact(serial, 'assignment')?.value.serviceId).toBe('NOW');
    expect(mirror.tenant().services?.observedAt).toBe(START);
  });

  it('prefer what was asked for this serial over a list read at the same moment', () => {
    const { mirror } = temporaryMirror();
    mirror.put(serial, 'assignment', aFact(anAssignment('ASKED'), START, 'appleDevice'));
    mirror.put(serial, 'assignment', aFact(anAssignment('LISTED'), START, 'appleList'));
    expect(mirror.fact(serial, 'assignment')?.value.serviceId).toBe('ASKED');
    mirror.put(serial, 'assignment', aFact(anAssignment('AGAIN'), START, 'appleActivity'));
    expect(mirror.fact(serial, 'assignment')?.value.serviceId).toBe('AGAIN');
  });

  it('can be taken back', () => {
    const { mirror } = temporaryMirror();
    mirror.put(serial, 'contradiction', aFact({ answers: ['A', 'B'] as [string, string] }));
    mirror.remove(serial, 'contradiction');
    expect(mirror.device(serial).contradiction).toBeUndefined();
  });

  it('survive a restart', () => {
    const { mirror, file, clock } = temporaryMirror();
    mirror.put(serial, 'assignment', aFact(anAssignment('S')));
    mirror.close();
    const again = createMirror({ file, clock });
    expect(again.fact(serial, 'assignment')?.value.serviceId).toBe('S');
    again.close();
  });

  it('that no longer fit their schema are missing, the others stay', () => {
    const { mirror, file } = temporaryMirror();
    mirror.put(serial, 'hardware', aFact(someHardware()));
    mirror.put(serial, 'assignment', aFact(anAssignment('S')));
    const other = new DatabaseSync(file);
    other.exec(`UPDATE fact SET value = '{"strange":1}' WHERE kind = 'assignment'`);
    other.close();
    expect(mirror.device(serial)).toEqual({ serial, hardware: aFact(someHardware()) });
    expect(mirror.fact(serial, 'assignment')).toBeUndefined();
  });
});

describe('facts of the tenant', () => {
  const token = {
    id: 'token',
    name: 'Intune',
    expiresAt: START,
    lastSyncTriggeredAt: START,
    lastSyncErrorCode: 0,
  };

  it('are undefined until they are known', () => {
    expect(temporaryMirror().mirror.tenant()).toEqual({});
  });

  it('gather the syncs of each token over readings, newest first, at most ten', () => {
    const { mirror } = temporaryMirror();
    for (let reading = 0; reading < 12; reading += 1) {
      const recentSyncs = [START + Math.floor(reading / 2) * 2];
      mirror.putTenant('tokens', aFact([{ ...token, recentSyncs }], START + reading, 'intuneList'));
    }
    const syncs = mirror.tenant().tokens?.value[0]?.recentSyncs;
    expect(syncs).toEqual([10, 8, 6, 4, 2, 0].map((offset) => START + offset));
    for (let reading = 20; reading < 30; reading += 1) {
      const recentSyncs = [START + reading];
      mirror.putTenant('tokens', aFact([{ ...token, recentSyncs }], START + reading, 'intuneList'));
    }
    expect(mirror.tenant().tokens?.value[0]?.recentSyncs).toHaveLength(10);
  });
});

describe('codes', () => {
  it('of the hardware name the serial, separators and case aside', () => {
    const { mirror } = temporaryMirror();
    const hardware = someHardware({
      imei: ['359999000001230', '359999000004564'],
      meid: ['35999900000123'],
      eid: '89049032004000000000000000000056',
      wifiMacAddress: 'AABBCC001122',
    });
    mirror.put(serial, 'hardware', aFact(hardware));
    expect(mirror.resolve({ kind: 'imei', value: '359999000004564' })).toEqual([serial]);
    expect(mirror.resolve({ kind: 'meid', value: '35999900000123' })).toEqual([serial]);
    expect(mirror.byWifiAddress('aa:bb:cc:00:11:22')).toEqual([serial]);
    expect(mirror.resolve({ kind: 'meid', value: '359999000001230' })).toEqual([]);
    expect(mirror.resolve({ kind: 'gtin', value: '359999000001230' })).toEqual([]);
  });

  it('that moved to another device no longer name the first', () => {
    const { mirror } = temporaryMirror();
    const other = aSerial('DMPZT0AAKXYZ');
    mirror.put(serial, 'hardware', aFact(someHardware({ wifiMacAddress: 'AABBCC001122' })));
    mirror.put(serial, 'hardware', aFact(someHardware(), START + 1));
    mirror.put(other, 'hardware', aFact(someHardware({ wifiMacAddress: 'AABBCC001122' })));
    expect(mirror.byWifiAddress('AABBCC001122')).toEqual([other]);
  });
});

describe('the clouds clock', () => {
  it('is the bench clock plus the skew of the last answer', () => {
    const { mirror, clock } = temporaryMirror();
    mirror.noteCloudTime(START + 90_000, START);
    expect(mirror.skew()).toBe(90_000);
    expect(mirror.cloudNow()).toBe(clock.now() + 90_000);
    expect(mirror.cloudNow(START + 5)).toBe(START + 90_005);
  });

  it('is remembered for the next start', () => {
    const { mirror, file, clock } = temporaryMirror();
    mirror.noteCloudTime(START - 7_000, START);
    mirror.close();
    const again = createMirror({ file, clock });
    expect(again.skew()).toBe(-7_000);
    again.close();
  });
});

describe('progress', () => {
  it('is found again after a restart, until it is cleared', () => {
    const { mirror, file, clock } = temporaryMirror();
    mirror.saveProgress('listing', { page: 'https://next', done: 7 });
    mirror.close();
    const again = createMirror({ file, clock });
    expect(again.readProgress('listing')).toEqual({ page: 'https://next', done: 7 });
    again.clearProgress('listing');
    expect(again.readProgress('listing')).toBeUndefined();
    again.close();
  });
});

describe('a mirror file', () => {
  const clock = createManualClock(START);

  it('that is no database is set aside and begun anew', () => {
    const file = path.join(temporaryFolder(), 'mirror.sqlite');
    writeFileSync(file, 'cut in half '.repeat(1_000));
    const { mirror } = temporaryMirror(file);
    mirror.put(serial, 'identities', aFact([anIdentity()]));
    expect(mirror.trouble()).toBeUndefined();
    expect(mirror.device(serial).identities?.value).toHaveLength(1);
  });

  it.each([
    ['of a newer version', 'PRAGMA application_id = 1380076114; PRAGMA user_version = 99;'],
    ['of another program', 'CREATE TABLE fact (serial TEXT); PRAGMA user_version = 1;'],
    ['of another program without a version', 'CREATE TABLE records (id TEXT);'],
  ])('%s is set aside', (_, sql) => {
    const file = path.join(temporaryFolder(), 'mirror.sqlite');
    const foreign = new DatabaseSync(file);
    foreign.exec(sql);
    foreign.close();
    const { mirror } = temporaryMirror(file);
    mirror.put(serial, 'hardware', aFact(someHardware()));
    expect(mirror.count()).toBe(1);
    expect(new DatabaseSync(`${file}.aside`).isOpen).toBe(true);
  });

  it('in a place that cannot be written leaves a mirror in memory that says so', () => {
    const blocked = path.join(temporaryFolder(), 'file');
    writeFileSync(blocked, '');
    const mirror = createMirror({ file: path.join(blocked, 'mirror.sqlite'), clock });
    mirror.put(serial, 'hardware', aFact(someHardware()));
    expect([mirror.count(), mirror.trouble()]).toEqual([1, 'volatile']);
    mirror.close();
  });

  it('held by another process costs the fact, not the app', () => {
    const { mirror, file } = temporaryMirror();
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    mirror.put(serial, 'hardware', aFact(someHardware()));
    expect([mirror.count(), mirror.trouble()]).toEqual([0, 'notWritten']);
    other.exec('ROLLBACK');
    other.close();
    mirror.put(serial, 'hardware', aFact(someHardware()));
    expect([mirror.count(), mirror.trouble()]).toEqual([1, undefined]);
  });
});
