import { describe, expect, it } from 'vitest';
import { aLedger, anEntry, append, appendMany, SERIAL } from '../engine/ledger/a-ledger.ts';
import { hasPrivateDisks, runOnPrivateDisk } from './private-disk.ts';

describe('a ledger that may not grow', () => {
  it('says that the disk is full, and still reads', () => {
    const ledger = aLedger();
    const events = appendMany(ledger, 10);
    letGrow(ledger, 0);
    expect(appendUntilRefused(ledger)).toBe('diskFull');
    expect(ledger.eventsOf(SERIAL).slice(0, 10)).toEqual(events);
  });

  it('goes on without a gap once there is room', () => {
    const ledger = aLedger();
    letGrow(ledger, 0);
    expect(appendUntilRefused(ledger)).toBe('diskFull');
    const before = ledger.eventsOf(SERIAL).length;
    letGrow(ledger, 1_000);
    expect(append(ledger).sequence).toBe(before + 1);
    expect(ledger.verify()).toMatchObject({ events: before + 1 });
    expect(ledger.verify().firstBreak).toBeUndefined();
  });

  it('keeps nothing of several events that did not fit together', () => {
    const ledger = aLedger();
    letGrow(ledger, 0);
    const many = Array.from({ length: 500 }, () => anEntry());
    expect(ledger.appendAll(many)).toMatchObject({ ok: false, error: { code: 'diskFull' } });
    expect(ledger.eventsOf(SERIAL)).toEqual([]);
  });

  it('closes all the same', () => {
    const ledger = aLedger();
    letGrow(ledger, 0);
    appendUntilRefused(ledger);
    expect(() => ledger.close()).not.toThrow();
  });
});

describe.runIf(hasPrivateDisks)('a ledger on a disk that really fills up', () => {
  it('loses nothing it acknowledged, and goes on once there is room', () => {
    const told = runOnPrivateDisk('full-disk-child.ts', '2m');
    expect(told).toMatchObject({ refusal: 'diskFull', again: 'diskFull', opening: 'diskFull' });
    const { acknowledged } = told as { acknowledged: number };
    expect(told).toMatchObject({ afterwards: 'ok', lost: 0, events: acknowledged });
    expect(told).not.toHaveProperty('firstBreak');
  });
});

type OpenLedger = ReturnType<typeof aLedger>;

/** SQLite's own limit answers as a full disk does: SQLITE_FULL. */
function letGrow({ database }: OpenLedger, pages: number): void {
  const { page_count: count } = database.prepare('PRAGMA page_count').get() as {
    page_count: number;
  };
  database.exec(`PRAGMA max_page_count = ${count + pages}`);
}

function appendUntilRefused(ledger: OpenLedger): string {
  for (;;) {
    const appended = ledger.append(anEntry());
    if (!appended.ok) return appended.error.code;
  }
}
