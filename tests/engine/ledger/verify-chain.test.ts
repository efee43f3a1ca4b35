import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalText,
  GENESIS,
  hashLink,
  type EventRow,
} from '../../../src/engine/ledger/chain.ts';
import { EVENT_COLUMNS } from '../../../src/engine/ledger/event-rows.ts';
import { verifyLedgerFile } from '../../../src/engine/ledger/ledger-reader.ts';
import { verifyChain } from '../../../src/engine/ledger/verify-chain.ts';
import { aFolder, aLedger, append, appendMany, tamper, valueOf } from './a-ledger.ts';

describe('the hash of an event', () => {
  it('is SHA-256 over its canonical JSON, as anybody can compute it', () => {
    const link = { ...aChain(1)[0], data: { text: 'é', kind: 'serial' } } as never;
    const canonical =
      '{"at":1,"bench":"b","caseId":null,"data":{"kind":"serial","text":"é"},"id":"1","operator":"Ada",' +
      `"previousHash":"${GENESIS}","sequence":1,"serial":null,"type":"undone"}`;
    const { hash: _, ...withoutHash } = link as EventRow;
    expect(hashLink(withoutHash)).toBe(createHash('sha256').update(canonical).digest('hex'));
  });
});

describe('the hash of whatever event', () => {
  it('is that of its RFC 8785 form', () => {
    const text = fc.string({ unit: 'grapheme' });
    const data = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean()));
    const about = fc.record({
      id: text,
      bench: text,
      operator: text,
      caseId: fc.option(text),
      type: text,
    });
    fc.assert(
      fc.property(about, data, fc.nat(), (given, happened, at) => {
        const place = { at, sequence: 1, serial: null, previousHash: GENESIS };
        const link = { ...given, ...place, data: happened };
        const expected = createHash('sha256').update(canonicalText(link)).digest('hex');
        expect(hashLink(link)).toBe(expected);
      }),
    );
  });
});

describe('a chain of rows', () => {
  it('holds as it was written', () => {
    const rows = aChain(3);
    expect(verifyChain(rows)).toEqual({ events: 3, checkpoints: 0, head: rows[2]?.hash });
  });

  it('holds when it is empty', () => {
    expect(verifyChain([])).toEqual({ events: 0, checkpoints: 0, head: GENESIS });
  });

  it('breaks at whatever row and field is changed', () => {
    const rows = aChain(5);
    const change = fc.record({
      at: fc.nat(4),
      field: fc.constantFrom(...FIELDS),
      value: fc.string(),
    });
    fc.assert(
      fc.property(change, ({ at, field, value }) => {
        const changed = rows.with(at, { ...rows[at], [field]: value } as EventRow);
        fc.pre(JSON.stringify(changed) !== JSON.stringify(rows));
        const { firstBreak } = verifyChain(changed);
        // A changed hash of a row shows in that row; nothing behind it can be the first break.
        expect(firstBreak).toBe(at + 1);
      }),
    );
  });

  it('breaks where a row is missing, doubled or out of order', () => {
    const [one, two, three] = aChain(3) as [EventRow, EventRow, EventRow];
    expect(verifyChain([one, three])).toMatchObject({ firstBreak: 2, breakKind: 'sequence' });
    expect(verifyChain([one, two, two])).toMatchObject({ firstBreak: 3, breakKind: 'sequence' });
    expect(verifyChain([two, one, three])).toMatchObject({ firstBreak: 1, breakKind: 'sequence' });
  });

  it('breaks where the row of another bench stands', () => {
    const [one] = aChain(1) as [EventRow];
    const foreign = { ...one, bench: 'c', sequence: 2, previousHash: one.hash };
    expect(verifyChain([one, foreign])).toMatchObject({ firstBreak: 2, breakKind: 'bench' });
  });
});

describe('the checkpoints', () => {
  it('are written at every hundredth event and when the ledger closes', () => {
    const folder = aFolder();
    const ledger = aLedger({ folder });
    appendMany(ledger, 150);
    for (let count = 0; count < 60; count += 1) append(ledger);
    expect(ledger.verify().checkpoints).toBe(2);
    ledger.close();
    expect(aLedger({ folder }).verify()).toMatchObject({ events: 210, checkpoints: 3 });
  });

  it('are not doubled when nothing was added', () => {
    const ledger = aLedger();
    append(ledger);
    expect(valueOf(ledger.checkpoint())).toEqual(valueOf(ledger.checkpoint()));
    expect(ledger.verify().checkpoints).toBe(1);
  });

  it('show a tail that was cut off below the newest of them', () => {
    expect(verifyAfter(120, 'DELETE FROM events WHERE sequence > 115')).toMatchObject({
      events: 115,
      firstBreak: 116,
      breakKind: 'cutTail',
    });
  });

  it('show a history that was rewritten with right hashes', () => {
    const folder = aFolder();
    const ledger = aLedger({ folder });
    appendMany(ledger, 3);
    ledger.close();
    tamper(folder, aForgery(folder));
    expect(verifyFile(folder)).toMatchObject({ firstBreak: 3, breakKind: 'checkpoint' });
  });

  it('show a signature that was not made with their key', () => {
    const forged = `UPDATE checkpoints SET signature = replace(signature, substr(signature, 1, 4), 'AAAA')`;
    expect(verifyAfter(5, forged)).toMatchObject({ firstBreak: 5, breakKind: 'checkpoint' });
  });

  it('show that one of them was taken away', () => {
    expect(verifyAfter(120, 'DELETE FROM checkpoints WHERE length = 100')).toMatchObject({
      firstBreak: 100,
      breakKind: 'checkpointMissing',
    });
  });
});

describe('verifying from disk', () => {
  it('names the first event that was changed', () => {
    expect(
      verifyAfter(9, `UPDATE events SET operator = 'Eve' WHERE sequence IN (4, 7)`),
    ).toMatchObject({
      events: 9,
      firstBreak: 4,
      breakKind: 'hash',
    });
  });

  it('reports damage to the file as a break', () => {
    const folder = aFolder();
    const ledger = aLedger({ folder });
    appendMany(ledger, 400);
    ledger.close();
    const file = path.join(folder, 'ledger-live.sqlite');
    const bytes = readFileSync(file);
    const third = Math.floor(bytes.length / 3);
    writeFileSync(file, bytes.fill(0x5a, third, 2 * third));
    const report = valueOf(verifyLedgerFile(file));
    expect(report.breakKind).toBe('unreadable');
    expect(report.firstBreak).toBe(report.events + 1);
  });

  it('works beside the program that is writing', () => {
    const folder = aFolder();
    appendMany(aLedger({ folder }), 7);
    expect(verifyFile(folder)).toMatchObject({ events: 7 });
  });

  it('says why there is nothing to verify', () => {
    const result = verifyLedgerFile(path.join(aFolder(), 'none.sqlite'));
    expect(result).toMatchObject({ ok: false, error: { code: 'ledgerBroken' } });
  });
});

const FIELDS = [
  'id',
  'bench',
  'operator',
  'caseId',
  'serial',
  'type',
  'data',
  'previousHash',
  'hash',
] as const;

function aChain(length: number): EventRow[] {
  const rows: EventRow[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const previousHash = rows.at(-1)?.hash ?? GENESIS;
    const link = {
      id: `${sequence}`,
      bench: 'b',
      sequence,
      operator: 'Ada',
      at: 1,
      caseId: null,
      serial: null,
    };
    const whole = { ...link, type: 'undone', data: { eventId: 'x' }, previousHash };
    rows.push({ ...whole, data: JSON.stringify(whole.data), hash: hashLink(whole) });
  }
  return rows;
}

/** The statements that put another operator into every row, with hashes that fit each other. */
function aForgery(folder: string): string {
  const ledger = aLedger({ folder });
  const select = `SELECT ${EVENT_COLUMNS} FROM events ORDER BY sequence`;
  const rows = ledger.database.prepare(select).all() as EventRow[];
  ledger.close();
  let previousHash = GENESIS;
  const updates = rows.map((row) => {
    const link = { ...row, operator: 'Eve', previousHash };
    const set = `operator = 'Eve', previous_hash = '${previousHash}'`;
    previousHash = hashLink({ ...link, data: JSON.parse(row.data) as unknown });
    return `UPDATE events SET ${set}, hash = '${previousHash}' WHERE sequence = ${row.sequence}`;
  });
  return updates.join(';');
}

function verifyAfter(events: number, sql: string) {
  const folder = aFolder();
  const ledger = aLedger({ folder });
  appendMany(ledger, events);
  ledger.close();
  tamper(folder, sql);
  return verifyFile(folder);
}

function verifyFile(folder: string) {
  return valueOf(verifyLedgerFile(path.join(folder, 'ledger-live.sqlite')));
}
