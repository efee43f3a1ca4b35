import { expect, it } from 'vitest';
import type { Occupant } from '../../../src/contract/bench.ts';
import { anEngine, stories, type TestEngine } from './an-engine.ts';

const port = '1-1.2.3';

it('a device that was paired here before is known without a scan, battery and all', async () => {
  const bench = await withDevice();
  await untilShown(bench, { serial: stories.batteryLow, batteryPercent: 9 });
});

it('what a device suffers from stands on its slot until it ends', async () => {
  const bench = await withDevice();
  await bench.ask('sandbox.suffer', { port, symptom: 'locked' });
  await untilShown(bench, { symptom: 'locked', batteryPercent: undefined });
  await bench.ask('sandbox.suffer', { port, symptom: null });
  await untilShown(bench, { symptom: undefined, batteryPercent: 9 });
});

it('a device on a bad cable is shown as one that comes and goes', async () => {
  const bench = await withDevice();
  await untilShown(bench, { batteryPercent: 9 });
  await bench.ask('sandbox.setSpeed', { speed: 60 });
  await bench.ask('sandbox.suffer', { port, symptom: 'reEnumerating' });
  await untilShown(bench, { symptom: 'reEnumerating' });
});

it('a device that is being restored is told from one that is switched on', async () => {
  const bench = await withDevice();
  await bench.ask('sandbox.enterMode', { port, mode: 'restoreRamdisk' });
  await untilShown(bench, { mode: 'restoreRamdisk', batteryPercent: undefined });
});

async function withDevice(): Promise<TestEngine> {
  const bench = await anEngine();
  await bench.ask('sandbox.plug', { serial: stories.batteryLow, port });
  return bench;
}

async function untilShown(bench: TestEngine, wanted: Partial<Occupant>): Promise<void> {
  const isSo = async () => {
    const { slots } = await bench.ask('bench.slots', {});
    const occupant = slots.find((slot) => slot.port === port)?.occupant;
    const fields = Object.keys(wanted) as (keyof Occupant)[];
    return !!occupant && fields.every((field) => occupant[field] === wanted[field]);
  };
  await bench.until(isSo);
  expect(await isSo()).toBe(true);
}
