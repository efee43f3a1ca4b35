import { describe, expect, it } from 'vitest';
import type { DeviceFilter } from '../../../src/contract/device-query.ts';
import { anEngine, stories, type TestEngine } from '../desk/an-engine.ts';

/** A bench whose whole fleet was judged. */
async function aJudgedFleet(): Promise<TestEngine> {
  const bench = await anEngine();
  await bench.until(async () => {
    const { judged, total } = await bench.ask('devices.choices', {});
    return judged === total;
  }, 60_000);
  return bench;
}

function found(bench: TestEngine, filter: DeviceFilter, search = '') {
  return bench.ask('devices.window', { search, filter, offset: 0, limit: 200 });
}

describe('the fleet by filters', { timeout: 90_000 }, () => {
  it('finds the devices of a lane, and counts as many as the choices say', async () => {
    const bench = await aJudgedFleet();
    const { lanes } = await bench.ask('devices.choices', {});
    const { rows, matched } = await found(bench, { lanes: ['stop'] });
    expect(matched).toBe(lanes.find(({ value }) => value === 'stop')?.count);
    expect(new Set(rows.map(({ lane }) => lane))).toEqual(new Set(['stop']));
  });

  it('finds those on a service, and those on none', async () => {
    const bench = await aJudgedFleet();
    const { services } = await bench.ask('devices.choices', {});
    const none = services.find(({ id }) => id === '');
    const some = services.find(({ id }) => id !== '');
    const onNone = await found(bench, { services: [''] });
    const onSome = await found(bench, { services: [some?.id ?? 'x'] });
    expect([onNone.matched, onSome.matched]).toEqual([none?.count, some?.count]);
    expect(new Set(onSome.rows.map(({ service }) => service))).toEqual(new Set([some?.name]));
  });

  it('finds a device that every one of several conditions means, and no other', async () => {
    const bench = await aJudgedFleet();
    const serials = [stories.formerMac, stories.readyPad];
    const both = await found(bench, { serials });
    const one = await found(bench, { serials, lanes: ['fix'], steps: ['reassign'] });
    expect(both.matched).toBe(2);
    expect(one.rows.map(({ serial }) => serial)).toEqual([stories.formerMac]);
  });

  it('finds what came in a delivery, and what lies in a box of it', async () => {
    const bench = await aJudgedFleet();
    const { sessionId } = await bench.ask('checkIn.open', { name: 'Tuesday' });
    const scan = (text: string) => bench.ask('checkIn.scan', { sessionId, text });
    await scan(stories.readyPad);
    const opened = await bench.ask('checkIn.openBox', { sessionId, name: 'A' });
    await scan(stories.formerMac);
    const { sessions } = await bench.ask('devices.choices', {});
    const [box] = sessions[0]?.boxes ?? [];
    expect(opened).toBeDefined();
    expect((await found(bench, { sessionId })).matched).toBe(2);
    const inBox = await found(bench, { sessionId, boxId: box?.boxId });
    expect(inBox.rows.map(({ serial }) => serial)).toEqual([stories.formerMac]);
  });

  it('knows of a device that was set aside as soon as that was done', async () => {
    const bench = await aJudgedFleet();
    await bench.ask('desk.signIn', { operator: 'Mira' });
    const of = { kind: 'serials' as const, serials: [stories.formerMac] };
    const put = { of, cause: 'damaged' as const, owner: 'Mira' };
    expect(await bench.ask('devices.putAside', put)).toEqual({ taken: 1, refused: [] });
    await bench.until(async () => (await found(bench, { isSetAside: true })).matched === 1);
    const { rows } = await found(bench, { isSetAside: true });
    expect(rows[0]).toMatchObject({ serial: stories.formerMac, lane: 'stop', isSetAside: true });
  });

  it('finds nothing in a lane before anybody has judged, and says so', async () => {
    const bench = await anEngine();
    const { judged, matched, total } = await found(bench, { lanes: ['fix'] });
    expect(judged).toBeLessThan(total);
    expect(matched).toBeLessThanOrEqual(judged);
  });
});

describe('the order of the fleet', { timeout: 90_000 }, () => {
  const sorted = async (bench: TestEngine, by: 'model' | 'lane' | 'serial', down: boolean) =>
    bench.ask('devices.window', {
      search: '',
      sort: { by, isDescending: down },
      offset: 0,
      limit: 200,
    });

  it('goes by the name of the model, and among those by serial', async () => {
    const bench = await aJudgedFleet();
    const { rows } = await sorted(bench, 'model', false);
    const keys = rows.map(({ model, serial }) => `${model} ${serial}`);
    expect(keys).toEqual(keys.toSorted());
  });

  it('goes the other way, with the same devices', async () => {
    const bench = await aJudgedFleet();
    const up = await sorted(bench, 'serial', false);
    const down = await sorted(bench, 'serial', true);
    expect(down.matched).toBe(up.matched);
    const serials = down.rows.map(({ serial }) => serial);
    expect(serials).toEqual(serials.toSorted().toReversed());
    expect(serials[0]).not.toBe(up.rows[0]?.serial);
  });

  it('puts what needs a hand first', async () => {
    const bench = await aJudgedFleet();
    const { rows } = await sorted(bench, 'lane', false);
    expect(rows[0]?.lane).toBe('stop');
    const last = await sorted(bench, 'lane', true);
    expect(last.rows[0]?.lane).toBe('done');
  });

  it('pages without a gap and without a device twice', async () => {
    const bench = await aJudgedFleet();
    const page = (offset: number, limit: number) =>
      bench.ask('devices.window', {
        search: '',
        sort: { by: 'lane', isDescending: true },
        offset,
        limit,
      });
    const [whole, first, second] = [await page(0, 200), await page(0, 100), await page(100, 100)];
    expect([...first.rows, ...second.rows].map(({ serial }) => serial)).toEqual(
      whole.rows.map(({ serial }) => serial),
    );
  });
});
