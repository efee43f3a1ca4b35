import { expect, it } from 'vitest';
import type { BenchLack } from '../../../src/contract/bench.ts';
import type { DeviceSymptom } from '../../../src/core/facts/device-symptom.ts';
import type { BenchWatch } from '../../../src/engine/bench/bench-watch.ts';
import { slotsView } from '../../../src/engine/desk/slots-view.ts';
import { aBench, inNormalMode, PHONE } from '../bench/fake-bench.ts';
import { aDesk } from './a-desk.ts';

type Bus = Partial<Pick<BenchWatch, 'unavailable' | 'lacks'>>;

it.each<[what: string, bus: Bus, lacks: BenchLack[]]>([
  ['a bus that does all it should', {}, []],
  ['no bus at all', { unavailable: 'noBus' }, ['noBus']],
  ['a bus that this user may not see', { unavailable: 'notPermitted' }, ['busNotPermitted']],
  [
    'a native package that does not load',
    { unavailable: 'noBus', lacks: ['package'] },
    ['noPackage'],
  ],
  ['a bus that tells of no plug', { lacks: ['events'] }, ['noEvents']],
])('the slots say what they lack: %s', (_, bus, lacks) => {
  const { watch } = aBench();
  expect(slotsView(aDesk({ ...watch, ...bus }).desk).lacks).toEqual(lacks);
});

it.each<DeviceSymptom>(['noDaemon', 'daemonNotPermitted'])(
  'the slots say what a device that is plugged in shows to be missing: %s',
  async (symptom) => {
    const { bus, clock, answers, watch } = aBench();
    const { desk } = aDesk(watch);
    answers.set(PHONE.udid, { symptom, hasTriedPairing: false, raw: {} });
    bus.plug(inNormalMode(PHONE));
    await clock.advance(10);
    expect(slotsView(desk).lacks).toEqual([symptom]);
  },
);
