import { describe, expect, it } from 'vitest';
import type { Triage } from '../../../../src/contract/waves.ts';
import type { TriageClass } from '../../../../src/core/campaign/triage.ts';
import { MINUTE } from '../../../../src/core/time.ts';
import { aFleet, aListedFleet, askApple, migratable } from './a-fleet.ts';

function classIn({ classes }: Triage, name: TriageClass) {
  const found = classes.find((each) => each.class === name);
  if (!found) throw new Error(`no class ${name}`);
  return found;
}

describe('the triage of a fleet', () => {
  it('adds up to the devices on a former service or on none', async () => {
    const fleet = await aListedFleet();
    const { devices, classes } = await fleet.get('waves.triage', {});
    const { policy, mirror } = fleet.desk;
    const services = mirror.tenant().services?.value ?? [];
    const nobodys = services.filter(({ type }) => type === 'APPLE_CONFIGURATOR');
    const ids = [null, ...policy.formerServiceIds, ...nobodys.map(({ id }) => id)];
    const wanted = mirror
      .tally()
      .filter(({ serviceId }) => serviceId !== undefined && ids.includes(serviceId));
    expect(devices).toBe(wanted.reduce((sum, { count }) => sum + count, 0));
    expect(devices).toBeGreaterThan(500);
    expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(devices);
  }, 60_000);

  it('knows nobody who migrates before Apple was asked, and says how long asking takes', async () => {
    const fleet = await aFleet(10);
    const triage = await fleet.get('waves.triage', {});
    const { count } = classIn(triage, 'notAsked');
    expect(classIn(triage, 'migrates').count).toBe(0);
    expect(triage.askFor).toBeGreaterThanOrEqual(
      (count / 20 / fleet.desk.organizations.length) * MINUTE,
    );
  });

  it('has those migrate of whom Apple says so, and the others be erased', async () => {
    const fleet = await aFleet(10);
    const capable = migratable(fleet, 3);
    const { cannotKeepData } = fleet.sandbox.stories;
    await askApple(fleet, [...capable, cannotKeepData]);
    const triage = await fleet.get('waves.triage', {});
    expect(classIn(triage, 'migrates').serials.toSorted()).toEqual(capable.toSorted());
    expect(triage.unplanned).toBe(3);
    expect(classIn(triage, 'needsReset').serials).toContain(cannotKeepData);
    expect(classIn(triage, 'needsReset').reasons).toContainEqual({
      reason: 'notCapable',
      count: 1,
    });
  });

  it('has those be erased whose manifest says that nobody needs their data', async () => {
    const fleet = await aFleet(10);
    const [first, second] = migratable(fleet, 2);
    if (!first || !second) throw new Error('too few devices');
    await askApple(fleet, [first, second]);
    fleet.sandbox.expectations.set(first, { keepsData: false });
    const triage = await fleet.get('waves.triage', {});
    expect(classIn(triage, 'needsReset').serials).toContain(first);
    expect(classIn(triage, 'migrates').serials).toEqual([second]);
  });

  it('says of those on no service why they cannot migrate', async () => {
    const fleet = await aFleet(10);
    const triage = await fleet.get('waves.triage', {});
    const refused = classIn(triage, 'refused');
    expect(refused.serials).toContain(fleet.sandbox.stories.unassigned);
    expect(refused.reasons.map(({ reason }) => reason)).toContain('unassigned');
  });

  it('leaves the event loop its turns', async () => {
    const fleet = await aFleet(200);
    const gaps: number[] = [];
    let last = performance.now();
    const watching = new AbortController();
    const watch = async () => {
      for (; !watching.signal.aborted; last = performance.now()) {
        await new Promise((resolve) => void setImmediate(resolve));
        gaps.push(performance.now() - last);
      }
    };
    const watched = watch();
    const began = performance.now();
    await fleet.get('waves.triage', {});
    const took = performance.now() - began;
    watching.abort();
    await watched;
    // In one go it would be all of it, however slow the machine is.
    expect(Math.max(...gaps)).toBeLessThan(Math.max(50, took / 2));
  });
});

describe('asking Apple about the next', () => {
  it('asks about so many, those first whose data is to be kept, and counts what it heard', async () => {
    const fleet = await aFleet(10);
    const serials = migratable(fleet, 10).toSorted();
    const keeping = serials.at(-1);
    if (!keeping) throw new Error('no such device');
    for (const each of serials) fleet.sandbox.expectations.set(each, {});
    fleet.sandbox.expectations.set(keeping, { keepsData: true });
    const before = classIn(await fleet.get('waves.triage', {}), 'notAsked').count;
    expect(await fleet.get('waves.ask', { count: 4 })).toMatchObject({
      wanted: 4,
      isRunning: true,
    });
    await fleet.pass(MINUTE);
    const { asking } = await fleet.get('waves.list', {});
    expect(asking).toMatchObject({ wanted: 4, asked: 4, isRunning: false, isStopped: false });
    const triage = await fleet.get('waves.triage', {});
    expect(before - classIn(triage, 'notAsked').count).toBe(4);
    expect(classIn(triage, 'migrates').serials).toContain(keeping);
  });

  it('ends when somebody says so, and keeps what was answered', async () => {
    const fleet = await aFleet(60);
    await fleet.get('waves.ask', { count: 100 });
    await fleet.pass(MINUTE);
    const { asked } = await fleet.get('waves.ask', { count: 0 });
    await fleet.pass(5 * MINUTE);
    const { asking } = await fleet.get('waves.list', {});
    expect(asked).toBeGreaterThan(0);
    expect(asking).toMatchObject({ asked, isRunning: false });
  });

  it('leaves the quota to the bench', async () => {
    const fleet = await aFleet(60);
    await fleet.get('waves.ask', { count: 200 });
    await fleet.pass(2 * MINUTE);
    const began = fleet.clock.now();
    await fleet.done(
      fleet.desk.revalidation.ask(fleet.sandbox.stories.inIntune, ['device'], 'bench'),
    );
    expect(fleet.clock.now() - began).toBeLessThan(10_000);
    await fleet.get('waves.ask', { count: 0 });
  });

  it('stops by itself when Apple no longer answers', async () => {
    const fleet = await aFleet(60);
    fleet.sandbox.controls.setOnline(false);
    await fleet.get('waves.ask', { count: 100 });
    await fleet.pass(10 * MINUTE);
    const { asking } = await fleet.get('waves.list', {});
    expect(asking).toMatchObject({ asked: 0, isRunning: false, isStopped: true });
  });
});
