import { describe, expect, it } from 'vitest';
import type { NewsOf } from '../../../src/contract/calls.ts';
import { anEngine, stories, type TestEngine } from './an-engine.ts';

const PORT = '1-1.1.1';

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

async function kindsOf(bench: TestEngine): Promise<string[]> {
  const { cases } = await bench.ask('devices.timeline', { serial: stories.readyToReset });
  return cases.flatMap(({ events }) => events.map(({ type }) => type));
}
