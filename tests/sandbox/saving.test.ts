import { describe, expect, it } from 'vitest';
import { SERVICE } from '../../src/sandbox/campaign/organization.ts';
import { APPLE, assignment, GRAPH, openTestBench, type TestBench } from './bench.ts';

const MANAGED = `${GRAPH}/v1.0/deviceManagement/managedDevices?$top=999`;

describe('a saved sandbox', () => {
  it('goes on in the middle of everything', async () => {
    const first = openTestBench();
    await beginWork(first);
    const second = openTestBench({ saved: first.sandbox.save() }, first.clock.now());
    await Promise.all([first.clock.advance(300_000), second.clock.advance(300_000)]);
    expect(await lookAt(second)).toEqual(await lookAt(first));
    expect(second.sandbox.save()).toBe(first.sandbox.save());
  });

  it('stays small', async () => {
    const bench = openTestBench();
    await beginWork(bench);
    expect(bench.sandbox.save().length).toBeLessThan(20_000);
  });

  it('remembers the virtual time and the speed', () => {
    const first = openTestBench();
    first.clock.setSpeed(600);
    const { now, speed } = JSON.parse(first.sandbox.save()) as { now: number; speed: number };
    expect([now, speed]).toEqual([first.clock.now(), 600]);
  });

  it.each([
    '',
    '{',
    'null',
    '{"version":1}',
    '{"version":2,"now":1,"startAt":1,"devices":[],"rest":{}}',
  ])('that reads %j begins again', (saved) => {
    const { sandbox } = openTestBench({ saved });
    expect(sandbox.save()).toBe(openTestBench().sandbox.save());
  });

  it('may come from a version that knew of no pairing and no symptom', () => {
    const first = openTestBench();
    const { readyToReset, inIntune } = first.sandbox.stories;
    for (const serial of [readyToReset, inIntune]) first.sandbox.controls.plug({ serial });
    first.sandbox.controls.enterMode({ serial: inIntune, mode: 'dfu' });
    const saved = JSON.parse(first.sandbox.save()) as { devices: Record<string, unknown>[] };
    const isNew = (name: string) => name === 'pairedAt' || name === 'symptom';
    const devices = saved.devices.map((device) =>
      Object.fromEntries(Object.entries(device).filter(([name]) => !isNew(name))),
    );
    expect(devices.map(({ serial: packed }) => packed)).toContain(inIntune);
    const text = JSON.stringify({ ...saved, devices });
    const { world } = openTestBench({ saved: text }, first.clock.now()).sandbox;
    expect(world.device(inIntune)).toEqual(first.sandbox.world.device(inIntune));
  });

  it('tells when there is something new to save', async () => {
    let changes = 0;
    const { sandbox, get } = openTestBench({ onChange: () => (changes += 1) });
    await get(MANAGED);
    expect(changes).toBe(0);
    sandbox.controls.plug({ serial: sandbox.stories.readyPad });
    expect(changes).toBe(1);
  });

  it('asks to be saved every minute, so that time never jumps far back', async () => {
    let changes = 0;
    const { clock } = openTestBench({ onChange: () => (changes += 1) });
    await clock.advance(5 * 60_000);
    expect(changes).toBe(5);
  });
});

describe('the same seed', () => {
  it('and the same calls at the same times give the same answers', async () => {
    const benches = [openTestBench({ seed: 42 }), openTestBench({ seed: 42 })] as const;
    const seen = [];
    for (const bench of benches) {
      await beginWork(bench);
      await bench.clock.advance(200_000);
      seen.push(await lookAt(bench));
    }
    expect(seen[0]).toEqual(seen[1]);
  });

  it('matters: another one makes another campaign', () => {
    const one = openTestBench({ seed: 1 }).sandbox;
    const other = openTestBench({ seed: 2 }).sandbox;
    expect(one.stories.readyToReset).not.toBe(other.stories.readyToReset);
  });
});

async function beginWork({ post, sandbox, clock }: TestBench): Promise<void> {
  const { formerService, readyToReset } = sandbox.stories;
  sandbox.controls.plug({ serial: readyToReset });
  sandbox.controls.erase({ serial: readyToReset });
  await post(`${APPLE}/v1/orgDeviceActivities`, assignment(SERVICE.offices, [formerService]));
  await clock.advance(7_000);
}

async function lookAt({ get, sandbox }: TestBench) {
  const { formerService } = sandbox.stories;
  const device = await get(`${APPLE}/v1/orgDevices/${formerService}`);
  const linkage = await get(`${APPLE}/v1/orgDevices/${formerService}/relationships/assignedServer`);
  const managed = await get(MANAGED);
  return [device.text, linkage.text, managed.text, await sandbox.usb.list()];
}
