import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Status } from '../../src/contract/status.ts';
import type { AssembledEngine } from '../../src/engine/assemble.ts';
import { composeEngine } from '../../src/engine/compose.ts';
import { LedgerFault } from '../../src/engine/ledger/ledger-failure.ts';
import { sandboxWorld } from '../../src/engine/sandbox-world.ts';
import { aHome, anEngine, barcodes, stories } from './desk/an-engine.ts';

const PORT = '1-1.1.1';
const SLOTS = 'bench.slotsChanged';

describe('news of an engine', () => {
  it('goes to everybody who listens, until each of them has enough', async () => {
    const bench = await anEngine();
    const heard = { first: 0, second: 0 };
    const leave = bench.engine.subscribe((news) => void (news === SLOTS && (heard.first += 1)));
    bench.engine.subscribe((news) => void (news === SLOTS && (heard.second += 1)));
    await bench.ask('bench.nameSlot', { port: PORT, name: 'one' });
    leave();
    await bench.ask('bench.nameSlot', { port: PORT, name: 'two' });
    expect(heard).toEqual({ first: 1, second: 2 });
  });

  it('tells who has signed in no later than the answer to that scan', async () => {
    const bench = await anEngine();
    const told: (string | null)[] = [];
    bench.engine.subscribe((news, value) => {
      if (news === 'status.changed') told.push((value as Status).operator);
    });
    const badge = barcodes.find(({ code }) => code.startsWith('RB-OP-'));
    await bench.ask('desk.scan', { text: badge?.code ?? '' });
    expect(told.at(-1)).toBe('Mira Lang');
    await bench.ask('desk.signIn', { operator: 'Ada Brandt' });
    expect(told.at(-1)).toBe('Ada Brandt');
  });

  it('tells the time again only when the clock does not run as it was told', async () => {
    const bench = await anEngine();
    const told: Status[] = [];
    bench.engine.subscribe(
      (news, value) => void (news === 'status.changed' && told.push(value as Status)),
    );
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    const quiet = told.map(({ now: _now, ...rest }) => JSON.stringify(rest));
    expect(new Set(quiet).size).toBe(quiet.length);
    await bench.ask('sandbox.setSpeed', { speed: 60 });
    await expect.poll(() => told.at(-1)?.speed, { timeout: 3_000 }).toBe(60);
  });
});

describe('what a job wants on record', () => {
  it('is thrown back at it when the ledger refuses', async () => {
    const about = { mode: 'sandbox', home: aHome(), role: 'visitor', log: () => {} } as const;
    const composed = await composeEngine(about);
    if (!composed.ok) throw new Error(composed.error.code);
    const engine = composed.value as AssembledEngine; // what compose puts together
    const data = { enrollmentId: 'e', profileName: null, cloudEnrolledAt: 0 };
    const happening = { type: 'enrolled', data } as const;
    const recordWork = () => engine.recordWork([{ happening, serial: stories.readyToReset }]);
    expect(recordWork).toThrow(LedgerFault);
    await engine.close();
  });
});

describe('hands in the sandbox', () => {
  it('are told why something could not be done', async () => {
    const bench = await anEngine();
    await bench.ask('sandbox.plug', { serial: stories.readyToReset, port: PORT });
    expect(await bench.reply('sandbox.plug', { serial: stories.readyPad, port: PORT })).toEqual({
      ok: false,
      error: { code: 'notOffered', detail: 'slotTaken' },
    });
  });
});

describe('a rehearsal', () => {
  it('that was killed in its hurry goes on at the pace of the wall', () => {
    const folder = aHome();
    const file = path.join(folder, 'sandbox-world.json');
    const world = sandboxWorld(folder, { isKept: true });
    world.hurry();
    world.close();
    expect(speedIn(file)).toBe(90);
    const again = sandboxWorld(folder, { isKept: false });
    expect(again.speed()).toBe(1);
    again.close();
  });

  it('goes back to the chosen speed after the hurry, unless another was chosen meanwhile', () => {
    const world = sandboxWorld(aHome(), { isKept: false });
    world.sandbox?.setSpeed(60);
    world.hurry()();
    expect(world.speed()).toBe(60);
    const calm = world.hurry();
    world.sandbox?.setSpeed(600);
    calm();
    expect(world.speed()).toBe(600);
    world.close();
  });
});

function speedIn(file: string): unknown {
  return (JSON.parse(readFileSync(file, 'utf8')) as { speed: unknown }).speed;
}
