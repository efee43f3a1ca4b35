import { describe, expect, it } from 'vitest';
import { anEngine, stories } from './an-engine.ts';

describe('the way of one device', () => {
  it('leads from the old service through fix, reset and proof to Intune', async () => {
    const bench = await anEngine();
    const serial = stories.formerService;
    const lanes: string[] = [];
    bench.engine.subscribe((news, value) => {
      if (news === 'desk.cardChanged' && 'verdict' in value) lanes.push(value.verdict.lane);
    });
    await bench.ask('desk.signIn', { operator: 'Ada' });
    await bench.ask('sandbox.plug', { serial });
    await bench.until(async () => (await slotWith(bench, serial)) !== undefined);
    const slot = await slotWith(bench, serial);
    await bench.ask('desk.scan', { text: serial, slot: slot?.port ?? '' });
    await bench.card(serial, (card) => card.verdict.fix === 'reassign');
    await bench.ask('desk.fix', { serial, fix: 'reassign' });
    await bench.card(serial, (card) => card.verdict.lane === 'clear');
    await bench.ask('desk.scan', { text: serial });
    await bench.ask('desk.startReset', { serial, rescanned: serial });
    await bench.ask('sandbox.erase', { port: slot?.port ?? '' });
    const proven = await bench.card(serial, (card) => card.reset.step === 'recorded');
    expect(proven.reset.level).toBe('dated');
    expect(proven.verdict.lane).toBe('start');
    await bench.ask('sandbox.setUp', { port: slot?.port ?? '' });
    const done = await bench.card(
      serial,
      ({ verdict, enrolledAt }) => verdict.lane === 'done' && enrolledAt !== undefined,
    );
    expect(done.enrolledAt).toBeGreaterThan(0);
    expect((await bench.ask('ledger.verify', {})).firstBreak).toBeUndefined();
    expect(lanes).toEqual(expect.arrayContaining(['fix', 'wait', 'clear', 'start', 'done']));
  }, 60_000);
});

async function slotWith(bench: Awaited<ReturnType<typeof anEngine>>, serial: string) {
  const { slots } = await bench.ask('bench.slots', {});
  return slots.find(
    ({ occupant }) => occupant?.serial === serial || occupant?.candidate === serial,
  );
}
