import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time.ts';
import { migrateMany } from '../../../../src/engine/campaign/queue-work.ts';
import { openWaveStore } from '../../../../src/engine/campaign/waves/wave-store.ts';
import { aFleet, askApple, migratable, type Fleet } from './a-fleet.ts';

/** Asked about, and planned in waves of that size; the first deadline is in five days. */
async function planned(count: number, size: number) {
  const fleet = await aFleet(count + 2);
  const serials = migratable(fleet, count);
  await askApple(fleet, serials);
  const { waves } = await fleet.get('waves.plan', planOf(fleet, size));
  const [first] = waves;
  if (!first) throw new Error('nothing was planned');
  return { fleet, serials, waves, id: first.id, first };
}

function planOf({ clock }: Fleet, size: number) {
  return { size, firstDeadlineAt: clock.now() + 5 * DAY, daysBetween: 7 };
}

async function waveOf(fleet: Fleet, id: string) {
  const { waves } = await fleet.get('waves.list', {});
  const wave = waves.find((each) => each.id === id);
  if (!wave) throw new Error('the wave is gone');
  return wave;
}

/** Members that are open in jobs of migration. */
function migratingIn({ desk }: Fleet): string[] {
  return desk.jobs
    .views()
    .filter(({ kind }) => kind === 'migrate')
    .flatMap(({ members }) => members.map(({ serial }) => serial));
}

describe('planning', () => {
  it('puts each device that can migrate into one wave, a deadline after the other', async () => {
    const { fleet, serials, waves } = await planned(5, 2);
    expect(waves.map(({ devices }) => devices).reduce((sum, each) => sum + each)).toBe(5);
    expect(Math.max(...waves.map(({ devices }) => devices))).toBeLessThanOrEqual(2);
    expect(waves[1]?.deadlineAt).toBe((waves[0]?.deadlineAt ?? 0) + 7 * DAY);
    const members = [];
    for (const { id } of waves) {
      members.push(...(await fleet.get('waves.serials', { id })).serials);
    }
    expect(members.toSorted()).toEqual(serials.toSorted());
  });

  it('planned again takes nobody twice, and goes on counting', async () => {
    const { fleet, waves } = await planned(3, 500);
    const others = migratable(fleet, 5).slice(3);
    await askApple(fleet, others);
    const more = await fleet.get('waves.plan', planOf(fleet, 500));
    expect(more.planned).toBe(2);
    const added = more.waves.filter(({ id }) => !waves.some((wave) => wave.id === id));
    expect(added.reduce((sum, { devices }) => sum + devices, 0)).toBe(2);
    expect(added.every(({ devices }) => devices > 0)).toBe(true);
    expect(Math.min(...added.map(({ number }) => number))).toBe(waves.length + 1);
    expect(await fleet.get('waves.triage', {})).toMatchObject({ unplanned: 0 });
  });

  it('refuses a first deadline that Apple would not take', async () => {
    const fleet = await aFleet(1);
    const firstDeadlineAt = fleet.clock.now() + 23 * HOUR;
    const input = { size: 500, firstDeadlineAt, daysBetween: 7 };
    expect(await fleet.ask('waves.plan', input)).toBe('deadlineOutOfRange');
  });

  it('sends nothing', async () => {
    const { fleet } = await planned(2, 500);
    await fleet.pass(HOUR);
    expect(migratingIn(fleet)).toEqual([]);
  });

  it('frees the devices of a wave that is removed', async () => {
    const { fleet, id } = await planned(2, 500);
    const { waves } = await fleet.get('waves.remove', { id });
    expect(waves.map((wave) => wave.id)).not.toContain(id);
    expect(await fleet.ask('waves.remove', { id })).toBe('unknownWave');
    expect((await fleet.get('waves.triage', {})).unplanned).toBeGreaterThan(0);
  });
});

describe('starting a wave', () => {
  it('needs somebody who is signed in', async () => {
    const { fleet, id } = await planned(1, 500);
    fleet.desk.state.operator = null;
    expect(await fleet.ask('waves.start', { id })).toBe('noOperator');
    expect(await waveOf(fleet, id)).toMatchObject({ startedAt: null });
  });

  it('queues more devices than a bulk act asks about', async () => {
    const { fleet, id, first } = await planned(30, 500);
    expect(first.devices).toBeGreaterThan(20);
    const { queued, refused } = await fleet.get('waves.start', { id });
    expect({ queued: queued.length, refused }).toEqual({ queued: first.devices, refused: [] });
    const wave = await waveOf(fleet, id);
    expect(wave).toMatchObject({ startedBy: 'Kim', endedAt: null, toStart: 0 });
    expect(wave.counts.queued).toBe(first.devices);
  });

  it('follows each device until it is in Intune, and has ended with the last', async () => {
    const { fleet, id } = await planned(1, 500);
    await fleet.get('waves.start', { id });
    await fleet.pass(HOUR, () => fleet.ledger.newest(['migrationScheduled'], 1).length > 0);
    expect(await waveOf(fleet, id)).toMatchObject({ counts: { migrating: 1 }, endedAt: null });
    await fleet.clock.advance(5 * DAY + HOUR);
    const ended = await waveOf(fleet, id);
    expect(ended.counts.inIntune).toBe(1);
    expect(ended.endedAt).not.toBeNull();
    await fleet.get('waves.remove', { id });
  });

  it('happens once: afterwards nothing is left to take', async () => {
    const { fleet, id } = await planned(2, 500);
    await fleet.get('waves.start', { id });
    expect(await fleet.ask('waves.start', { id })).toBe('waveDone');
    expect(await fleet.ask('waves.remove', { id })).toBe('waveUnderWay');
  });

  it('pressed twice at once starts once', async () => {
    const { fleet, id } = await planned(2, 500);
    const both = await Promise.all([
      fleet.ask('waves.start', { id }),
      fleet.ask('waves.start', { id }),
    ]);
    expect(both).toContain('waveUnderWay');
    expect(new Set(migratingIn(fleet)).size).toBe(migratingIn(fleet).length);
  });

  it('judges anew: who is past it meanwhile is refused with its reason, and only it is taken again', async () => {
    const { fleet, id, first } = await planned(3, 500);
    const [serial] = (await fleet.get('waves.serials', { id })).serials;
    const device = fleet.sandbox.world.device(serial ?? '');
    if (!serial || !device) throw new Error('no device');
    const formerly = fleet.desk.mirror.device(serial).deviceCheck;
    if (!formerly) throw new Error('not asked');
    const told = (isMigrationCapable: boolean) =>
      fleet.desk.mirror.put(serial, 'deviceCheck', {
        ...formerly,
        value: { ...formerly.value, isMigrationCapable },
        observedAt: fleet.clock.now(),
      });
    told(false);
    await fleet.get('waves.start', { id });
    const wave = await waveOf(fleet, id);
    expect(wave.counts).toMatchObject({ refused: 1, queued: first.devices - 1 });
    expect(wave.troubles).toEqual([
      { kind: 'refused', reason: 'notCapable', count: 1, serials: [serial] },
    ]);
    told(true);
    expect(await fleet.get('waves.start', { id })).toEqual({ queued: [serial], refused: [] });
  });

  it('refuses a deadline that is too near, and takes another one', async () => {
    const { fleet, id } = await planned(1, 500);
    await fleet.clock.advance(4 * DAY + HOUR);
    expect(await fleet.ask('waves.start', { id })).toBe('deadlineOutOfRange');
    expect(await waveOf(fleet, id)).toMatchObject({ startedAt: null });
    const deadlineAt = fleet.clock.now() + 3 * DAY;
    await fleet.get('waves.start', { id, deadlineAt });
    expect(await waveOf(fleet, id)).toMatchObject({ deadlineAt });
  });

  it('shows a migration that was taken back, and takes it again', async () => {
    const { fleet, id } = await planned(1, 500);
    await fleet.get('waves.start', { id });
    const job = fleet.desk.jobs.views().find(({ kind }) => kind === 'migrate');
    fleet.desk.jobs.cancel(job?.id ?? '');
    expect((await waveOf(fleet, id)).troubles).toMatchObject([{ kind: 'cancelled', count: 1 }]);
    expect((await fleet.get('waves.start', { id })).queued).toHaveLength(1);
  });
});

describe('after a crash', () => {
  it('a planned wave is planned', async () => {
    const { fleet, first } = await planned(2, 500);
    expect(await waveOf(fleet.again(), first.id)).toEqual(first);
  });

  it('between the row and the queue, nothing was queued and a retry takes all', async () => {
    const { fleet, id, first } = await planned(3, 500);
    const { serials } = await fleet.get('waves.serials', { id });
    await askedOnly(fleet, id, serials);
    const after = fleet.again();
    expect(await waveOf(after, id)).toMatchObject({
      toStart: first.devices,
      troubles: [{ kind: 'cutOff', count: first.devices }],
    });
    expect((await after.get('waves.start', { id })).queued).toHaveLength(first.devices);
  });

  it('between the queue and the answer, what was queued is not queued again', async () => {
    const { fleet, id, first } = await planned(3, 500);
    const { serials } = await fleet.get('waves.serials', { id });
    await askedOnly(fleet, id, serials);
    const [one] = serials;
    if (!one) throw new Error('an empty wave');
    const { desk, follow } = fleet;
    await fleet.done(migrateMany(desk, follow, { serials: [one], deadlineAt: first.deadlineAt }));
    const after = fleet.again();
    expect(await waveOf(after, id)).toMatchObject({ counts: { queued: 1 } });
    if (first.devices > 1) await after.get('waves.start', { id });
    const members = migratingIn(fleet);
    expect(members.toSorted()).toEqual(serials.toSorted());
    await fleet.pass(30 * MINUTE);
  });
});

/** As far as a start comes that a crash cuts off at its first write. */
async function askedOnly(fleet: Fleet, id: string, serials: Parameters<Starter>[1]) {
  const store = openWaveStore(fleet.ledger.database);
  const { clock } = fleet;
  const start = { at: clock.now(), by: 'Kim', deadlineAt: clock.now() + 5 * DAY, since: 0 };
  store.begin(id, serials, start);
}
type Starter = ReturnType<typeof openWaveStore>['begin'];
