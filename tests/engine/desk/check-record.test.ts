import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordCodeText } from '../../../src/core/identifiers/record-code.ts';
import { serialNumberSchema } from '../../../src/core/identifiers/serial-number.ts';
import { ledgerPath } from '../../../src/engine/ledger/ledger-file.ts';
import { aHome, anEngine, stories, type TestEngine } from './an-engine.ts';

const serial = stories.readyMac;
let home: string;
let bench: TestEngine;
let code: Parameters<typeof recordCodeText>[0];

beforeEach(async () => {
  home = aHome();
  bench = await anEngine(home);
  code = await aRecord();
});

describe('a scan of the code of a reset record', () => {
  it('says whose it is, where it stands, and that it matches', async () => {
    const reply = await scan(code);
    expect(reply.outcome).toBe('unresolved');
    expect(reply.line.code.kind).toBe('resetRecord');
    expect(reply.record).toEqual({ serial, sequence: code.sequence, answer: 'matches' });
  });

  it.each([
    ['another hash', { hash: 'f'.repeat(64) }],
    ['another place', { sequence: 1 }],
    ['another device', { serial: serialNumberSchema.parse('F2LT0000ZZZ1') }],
  ])('says that one with %s does not match', async (_what, change) => {
    expect((await scan({ ...code, ...change })).record?.answer).toBe('differs');
  });

  it('says that an event which is no record of a reset does not match', async () => {
    const { eventId } = (await bench.ask('desk.scan', { text: serial })).line;
    expect((await scan({ ...code, eventId })).record?.answer).toBe('differs');
  });

  it('says of an event that this ledger has not that it is of another', async () => {
    const eventId = '019f2c3a-1b2c-7d3e-8f90-123456789abc';
    expect((await scan({ ...code, eventId })).record?.answer).toBe('notHere');
  });

  it('says that it does not match once the content was changed on disk behind its hash', async () => {
    changeOnDisk(code.eventId);
    expect((await scan(code)).record?.answer).toBe('differs');
  });

  it('is on record as a scan that names no device', async () => {
    await scan(code);
    const [newest] = await bench.ask('desk.recentScans', {});
    expect([newest?.code.kind, newest?.serial]).toEqual(['resetRecord', undefined]);
  });
});

const scan = (record: typeof code) => bench.ask('desk.scan', { text: recordCodeText(record) });

/** A device that somebody swore to have erased. */
async function aRecord() {
  await bench.ask('desk.signIn', { operator: 'Mira' });
  await bench.card(serial, ({ verdict }) => verdict.lane === 'clear');
  await bench.ask('desk.scan', { text: serial });
  await bench.ask('desk.scan', { text: serial });
  await bench.ask('desk.startReset', { serial, rescanned: serial });
  await bench.ask('desk.scan', { text: serial });
  await bench.ask('desk.attestReset', { serial, rescanned: serial });
  const [record] = await bench.ask('documents.resetRecords', { serials: [serial] });
  if (!record) throw new Error('there is no record');
  return { serial, ...record.ledger };
}

/** As somebody would who takes away what keeps the ledger from being changed. */
function changeOnDisk(eventId: string): void {
  const database = new DatabaseSync(ledgerPath(join(home, 'sandbox'), 'sandbox'));
  const triggers = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'")
    .all() as { name: string }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
  database
    .prepare("UPDATE events SET data = replace(data, 'attested', 'observed') WHERE id = ?")
    .run(eventId);
  database.close();
}
