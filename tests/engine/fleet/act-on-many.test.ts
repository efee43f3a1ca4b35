import { describe, expect, it } from 'vitest';
import type { DeviceSelection } from '../../../src/contract/device-query.ts';
import { anEngine, stories } from '../desk/an-engine.ts';

const these = (...serials: (typeof stories.formerMac)[]): DeviceSelection => ({
  kind: 'serials',
  serials,
});

async function aManned() {
  const bench = await anEngine();
  await bench.ask('desk.signIn', { operator: 'Mira' });
  return bench;
}

describe('an act on many devices', { timeout: 60_000 }, () => {
  it('queues those that may be moved, and tells why the others are not', async () => {
    const bench = await aManned();
    const of = these(stories.formerMac, stories.foreignService);
    const { taken, refused } = await bench.ask('devices.queue', { of, kind: 'reassign' });
    expect(taken).toBe(1);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ count: 1, serials: [stories.foreignService] });
    const jobs = await bench.ask('campaign.jobs', {});
    expect(jobs.flatMap(({ members }) => members.map(({ serial }) => serial))).toContain(
      stories.formerMac,
    );
  });

  it('moves none of those that only lack a profile', async () => {
    const bench = await aManned();
    const of = these(stories.withoutProfile);
    const moved = await bench.ask('devices.queue', { of, kind: 'reassign' });
    expect(moved).toMatchObject({ taken: 0, refused: [{ reason: 'noProfile', count: 1 }] });
    expect(await bench.ask('devices.queue', { of, kind: 'assignProfile' })).toMatchObject({
      taken: 1,
    });
  });

  it('takes nobody twice', async () => {
    const bench = await aManned();
    const of = these(stories.formerMac);
    await bench.ask('devices.queue', { of, kind: 'reassign' });
    const again = await bench.ask('devices.queue', { of, kind: 'reassign' });
    expect(again.taken).toBe(0);
    expect(again.refused[0]?.count).toBe(1);
  });

  it('is done by somebody who is signed in, or not at all', async () => {
    const bench = await anEngine();
    const reply = await bench.reply('devices.queue', {
      of: these(stories.formerMac),
      kind: 'reassign',
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'noOperator' } });
  });

  it('means all of a filter but those that were taken out of it', async () => {
    const bench = await aManned();
    const filter = { serials: [stories.formerMac, stories.readyPad] };
    const of = { kind: 'filter' as const, search: '', filter, except: [stories.readyPad] };
    const { count, serials } = await bench.ask('devices.serials', { of, limit: 10 });
    expect([count, serials]).toEqual([1, [stories.formerMac]]);
    const put = await bench.ask('devices.putAside', { of, cause: 'damaged', owner: 'Mira' });
    expect(put.taken).toBe(1);
  });

  it('brings back who was set aside, and refuses who was not', async () => {
    const bench = await aManned();
    await bench.ask('devices.putAside', {
      of: these(stories.formerMac),
      cause: 'damaged',
      owner: 'Mira',
    });
    const of = these(stories.formerMac, stories.readyPad);
    expect(await bench.ask('devices.bringBack', { of })).toEqual({
      taken: 1,
      refused: [{ reason: 'notSetAside', count: 1, serials: [stories.readyPad] }],
    });
  });
});

describe('the table of devices as a file', { timeout: 60_000 }, () => {
  it('names each with what the table says of it', async () => {
    const bench = await anEngine();
    const wish = { format: 'csv', redaction: 'full', language: 'en' } as const;
    const { name, text } = await bench.ask('devices.file', {
      of: these(stories.formerMac),
      ...wish,
    });
    expect(name).toMatch(/^devices-\d{4}-\d\d-\d\d\.csv$/);
    expect(text).toContain(`\r\n${stories.formerMac},`);
    expect(text).toContain('NOT YET');
  });

  it('names nobody when serials may not leave the bench', async () => {
    const bench = await anEngine();
    const wish = { format: 'jsonl', redaction: 'hashed', language: 'en' } as const;
    const { text } = await bench.ask('devices.file', { of: these(stories.formerMac), ...wish });
    expect(text).not.toContain(stories.formerMac);
    expect(JSON.parse(text ?? '')).toMatchObject({ lane: 'NOT YET' });
  });
});
