import { describe, expect, it } from 'vitest';
import type { NewsOf } from '../../../src/contract/calls.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { slotsView } from '../../../src/engine/desk/slots-view.ts';
import {
  aBench,
  anAnswer,
  inNormalMode,
  leave,
  OLD_PHONE,
  OTHER_PORT,
  PHONE,
} from '../bench/fake-bench.ts';
import { aSerial } from '../ledger/a-ledger.ts';
import { aFact, someHardware } from '../mirror/temporary-mirror.ts';
import { aDesk } from './a-desk.ts';
import { anEngine, stories, type TestEngine } from './an-engine.ts';

const PORT = '1-1.1.1';
/** Of the bench without clouds. */
const BENCH_PORT = '1-1.4';

describe('a device that names itself', () => {
  it('in recovery is judged at once, in a stay of its own and with its own source', async () => {
    const bench = await anEngine();
    const told = readings(bench);
    await plugInRecovery(bench);
    const serial = stories.readyToReset;
    await bench.until(async () => (await occupant(bench))?.lane !== undefined);
    expect(await kindsOf(bench)).toEqual(expect.arrayContaining(['caseOpened', 'deviceRead']));
    expect(await kindsOf(bench)).not.toContain('codeScanned');
    expect(told).toEqual([{ serial, port: PORT }]);
  });

  it.each([
    ['in recovery mode', 'recovery'],
    ['to a computer that it trusts', 'session'],
  ] as const)('has its own source on record: %s', async (_, by) => {
    const bench = await anEngine();
    const serial = by === 'session' ? stories.batteryLow : stories.readyToReset;
    if (by === 'session') await bench.ask('sandbox.plug', { serial, port: PORT });
    else await plugInRecovery(bench);
    await bench.until(async () => (await sourcesOf(bench, serial)).length > 0);
    expect(await sourcesOf(bench, serial)).toEqual([by]);
  });

  it('is told once per arrival, and on record once per stay on a slot', async () => {
    const bench = await anEngine();
    const told = readings(bench);
    await plugInRecovery(bench);
    await bench.ask('sandbox.unplug', { port: PORT });
    await bench.until(async () => {
      const seen = await occupant(bench);
      return seen === undefined || seen.goneSince !== undefined;
    });
    await bench.ask('sandbox.plug', { serial: stories.readyToReset, port: PORT });
    await bench.until(() => Promise.resolve(told.length === 2));
    expect((await kindsOf(bench)).filter((kind) => kind === 'deviceRead').length).toBe(1);
  });

  it('has been identified once: one scan more may begin its reset', async () => {
    const bench = await anEngine();
    const serial = stories.readyToReset;
    await bench.ask('desk.signIn', { operator: 'Mira' });
    await plugInRecovery(bench);
    await bench.card(serial, ({ verdict }) => verdict.lane === 'clear');
    const tooEarly = await bench.reply('desk.startReset', { serial, rescanned: serial });
    await bench.ask('desk.scan', { text: serial });
    const started = await bench.reply('desk.startReset', { serial, rescanned: serial });
    expect([tooEarly.ok, started.ok]).toEqual([false, true]);
  });

  it('in normal mode does so by the bond that its first scan has made', async () => {
    const bench = await anEngine();
    const serial = stories.readyToReset;
    await bench.ask('sandbox.plug', { serial, port: PORT });
    await bench.until(async () => (await occupant(bench))?.candidate === serial);
    expect(await kindsOf(bench)).toEqual([]);
    await bench.ask('desk.scan', { text: serial, slot: PORT });
    expect((await occupant(bench))?.serial).toBe(serial);
  });

  it('on another port by the bond of an earlier scan, though it tells no computer who it is', async () => {
    const { bus, clock, answers, watch } = aBench();
    const { desk, scan } = aDesk(watch);
    answers.set(PHONE.udid, anAnswer());
    bus.plug(inNormalMode(PHONE));
    await clock.advance(10);
    scan(aSerial(PHONE.serial), BENCH_PORT);
    await leave({ bus, clock });
    bus.plug(inNormalMode(PHONE, OTHER_PORT));
    await clock.advance(10);
    const read = desk.ledger
      .eventsOf(aSerial(PHONE.serial))
      .flatMap((event) => (event.type === 'deviceRead' ? event.data : []));
    expect(read).toEqual([{ slot: OTHER_PORT, by: 'bond' }]);
  });

  it('by its Wi-Fi address only where that is the address of one serial', async () => {
    const { bus, clock, answers, watch } = aBench();
    const { desk } = aDesk(watch);
    const address = 'a4:83:e7:00:11:22';
    answers.set(PHONE.udid, anAnswer({ wifiMacAddress: address }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(10);
    const candidates = [PHONE.serial, OLD_PHONE.serial].map((serial) => {
      const hardware = someHardware({ wifiMacAddress: address });
      desk.mirror.put(aSerial(serial), 'hardware', aFact(hardware));
      return slotsView(desk).slots[0]?.occupant?.candidate;
    });
    expect(candidates).toEqual([PHONE.serial, undefined]);
  });
});

function readings({ engine }: TestEngine): NewsOf<'bench.deviceRead'>[] {
  const told: NewsOf<'bench.deviceRead'>[] = [];
  engine.subscribe((news, value) => {
    if (news === 'bench.deviceRead') told.push(value as NewsOf<'bench.deviceRead'>);
  });
  return told;
}

async function plugInRecovery(bench: TestEngine): Promise<void> {
  await bench.ask('sandbox.plug', { serial: stories.readyToReset, port: PORT });
  await bench.ask('sandbox.enterMode', { port: PORT, mode: 'recovery' });
  await bench.until(async () => {
    const seen = await occupant(bench);
    return seen?.mode === 'recovery' && seen.goneSince === undefined;
  });
}

async function occupant(bench: TestEngine) {
  const { slots } = await bench.ask('bench.slots', {});
  return slots.find(({ port }) => port === PORT)?.occupant;
}

async function sourcesOf(bench: TestEngine, serial: SerialNumber): Promise<string[]> {
  const { cases } = await bench.ask('devices.timeline', { serial });
  return cases.flatMap(({ events }) =>
    events.flatMap((event) => (event.type === 'deviceRead' ? event.data.by : [])),
  );
}

async function kindsOf(bench: TestEngine): Promise<string[]> {
  const { cases } = await bench.ask('devices.timeline', { serial: stories.readyToReset });
  return cases.flatMap(({ events }) => events.map(({ type }) => type));
}
