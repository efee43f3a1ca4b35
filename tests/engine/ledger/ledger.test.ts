import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import {
  aFolder,
  aLedger,
  anEntry,
  append,
  appendMany,
  aSerial,
  SERIAL,
  START,
  valueOf,
} from './a-ledger.ts';

describe('an appended event', () => {
  it('comes back as it was given, with its place', () => {
    const ledger = aLedger();
    const scanned = {
      type: 'codeScanned',
      data: { kind: 'serial', text: 'SF4GXKQ7N0D91', slot: '1-4' },
    } as const;
    const event = append(ledger, anEntry(scanned));
    expect(event).toMatchObject({
      ...scanned,
      bench: 'bench-1',
      sequence: 1,
      at: START,
      operator: 'Ada',
    });
    expect(ledger.eventsOf(SERIAL)).toEqual([event]);
  });

  it('is found again after the ledger was closed and opened', () => {
    const folder = aFolder();
    const first = aLedger({ folder });
    const events = appendMany(first, 3);
    first.close();
    expect(aLedger({ folder }).eventsOf(SERIAL)).toEqual(events);
  });

  it('of before there were signs stands beside one that has some, and both are read', () => {
    const folder = aFolder();
    const first = aLedger({ folder });
    const data = { slot: '1-1', mode: 'normal', isInSetupAssistant: true, raw: {} } as const;
    const former = append(first, anEntry({ type: 'deviceReturned', data }));
    const signs = ['pairedSilently' as const];
    const newer = append(first, anEntry({ type: 'deviceReturned', data: { ...data, signs } }));
    first.close();
    const again = aLedger({ folder });
    expect(again.eventsOf(SERIAL)).toEqual([former, newer]);
    expect(again.eventsOf(SERIAL)[0]?.data).toEqual(data);
    expect(again.verify().firstBreak).toBeUndefined();
  });

  it('goes on with the sequence where the last run stopped', () => {
    const folder = aFolder();
    const first = aLedger({ folder });
    appendMany(first, 2);
    first.close();
    expect(append(aLedger({ folder })).sequence).toBe(3);
  });

  it('keeps a text with a NUL, half a surrogate pair and bidi characters verifiable', () => {
    const ledger = aLedger();
    const text = 'A\0B\uD83D\u202E"\\';
    const event = append(
      ledger,
      anEntry(
        { type: 'codeScanned', data: { kind: 'unknown', text } },
        { operator: 'A\0da\uDC00' },
      ),
    );
    expect(event).toMatchObject({
      operator: 'A\uFFFDda\uFFFD',
      data: { text: 'A\uFFFDB\uFFFD\u202E"\\' },
    });
    expect(ledger.eventsOf(SERIAL)).toEqual([event]);
    expect(ledger.verify().firstBreak).toBeUndefined();
  });

  it('may hold a code of 100,000 characters', () => {
    const ledger = aLedger();
    const text = '\u{1F4F1}é'.repeat(33_334);
    append(ledger, anEntry({ type: 'codeScanned', data: { kind: 'unknown', text } }));
    expect(ledger.eventsOf(SERIAL)[0]?.data).toEqual({ kind: 'unknown', text });
    expect(ledger.verify().firstBreak).toBeUndefined();
  });

  it('throws for a happening that could never be read back, and writes nothing', () => {
    const ledger = aLedger();
    const nonsense = { type: 'enrolled', data: { enrollmentId: 7 } } as never;
    expect(() => ledger.append(anEntry(nonsense))).toThrow(/enrollmentId/);
    expect(append(ledger).sequence).toBe(1);
  });
});

describe('several events at once', () => {
  it('are written all or not at all', () => {
    const ledger = aLedger();
    const nonsense = { type: 'undone', data: {} } as never;
    expect(() => ledger.appendAll([anEntry(), anEntry(nonsense)])).toThrow(/eventId/);
    expect(ledger.eventsOf(SERIAL)).toEqual([]);
  });

  it('may be none', () => {
    expect(aLedger().appendAll([])).toEqual({ ok: true, value: [] });
  });
});

describe('reading', () => {
  it('gives the events of one case, oldest first', () => {
    const ledger = aLedger();
    append(ledger, anEntry(undefined, { caseId: 'a' }));
    append(ledger, anEntry(undefined, { caseId: 'b' }));
    append(ledger, anEntry(undefined, { caseId: 'a', serial: aSerial('C02XXXXXXXXX') }));
    expect(ledger.eventsOfCase('a').map(({ sequence }) => sequence)).toEqual([1, 3]);
  });

  it('gives the newest of some types, newest first, as many as asked', () => {
    const ledger = aLedger();
    const signedIn = { type: 'operatorChanged', data: { operator: 'Bo' } } as const;
    for (const happening of [undefined, signedIn, undefined, signedIn, undefined]) {
      append(ledger, anEntry(happening));
    }
    const types = ['operatorChanged', 'handedOver', 'handedOver'] as const;
    expect(ledger.newest(types, 3).map(({ sequence }) => sequence)).toEqual([5, 4, 3]);
    expect(ledger.newest(['operatorChanged'], 9).map(({ sequence }) => sequence)).toEqual([4, 2]);
  });

  it('finds the events of a serial by an index', () => {
    const plan = aLedger().database.prepare(
      'EXPLAIN QUERY PLAN SELECT * FROM events WHERE serial = ? ORDER BY sequence',
    );
    const details = plan.all('X').map((step: { detail: string }) => step.detail);
    expect(details).toEqual([expect.stringContaining('USING INDEX events_by_serial')]);
  });

  it('throws a ledger fault for a row that no bench wrote', () => {
    const ledger = aLedger();
    append(ledger);
    ledger.database.exec('DROP TRIGGER events_keep');
    ledger.database.exec(`UPDATE events SET type = 'invented'`);
    expect(() => ledger.eventsOf(SERIAL)).toThrow(/ledgerBroken: event 1/);
  });
});

describe('the ids', () => {
  it('only grow when the clock is set back, also over a restart', async () => {
    const folder = aFolder();
    const late = createManualClock(START);
    const first = aLedger({ folder, clock: late });
    const ids = [append(first), append(first)].map(({ id }) => id);
    first.close();
    const second = aLedger({ folder, clock: createManualClock(START - 3_600_000) });
    ids.push(...appendMany(second, 20).map(({ id }) => id));
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(22);
  });
});

describe('the file', () => {
  it('is written ahead and forced to the disk at every append', () => {
    const { database } = aLedger();
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  });

  it('has its own name for each mode', () => {
    const folder = aFolder();
    aLedger({ folder, mode: 'live' });
    aLedger({ folder, mode: 'sandbox' });
    expect(existsSync(path.join(folder, 'ledger-live.sqlite'))).toBe(true);
    expect(existsSync(path.join(folder, 'ledger-sandbox.sqlite'))).toBe(true);
  });

  it('keeps its bench when the settings lost theirs', () => {
    const folder = aFolder();
    aLedger({ folder, bench: 'bench-1' }).close();
    expect(aLedger({ folder, bench: 'other' }).bench).toBe('bench-1');
  });

  it('serves two programs at once without a gap or a broken link', () => {
    const folder = aFolder();
    const [app, commandLine] = [aLedger({ folder }), aLedger({ folder })];
    for (let round = 0; round < 20; round += 1) {
      append(app);
      append(commandLine);
    }
    expect(app.eventsOf(SERIAL).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    expect(app.verify()).toMatchObject({ events: 40 });
    expect(app.verify().firstBreak).toBeUndefined();
  });

  it('refuses to change or remove an event, by whatever statement', () => {
    const { database, ...ledger } = aLedger();
    valueOf(ledger.append(anEntry()));
    const attempts = [
      `UPDATE events SET operator = 'Eve'`,
      'DELETE FROM events',
      'INSERT OR REPLACE INTO events SELECT * FROM events',
      'INSERT INTO events SELECT sequence + 2, id || 1, bench, operator, at, case_id, serial, type, data, previous_hash, hash FROM events',
    ];
    for (const sql of attempts) expect(() => database.exec(sql)).toThrow(/an event/);
  });
});
