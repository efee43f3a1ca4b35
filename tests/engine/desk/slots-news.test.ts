import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, it, onTestFinished } from 'vitest';
import type { Occupant, Slots } from '../../../src/contract/bench.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { composeEngine } from '../../../src/engine/compose.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { LedgerFault } from '../../../src/engine/ledger/ledger-failure.ts';
import { aHome, anEngine, stories } from './an-engine.ts';

const port = '1-1.2.3';

it('a scan that names the device on a slot, and what the clouds then say of it, come to its tile', async () => {
  const serial = stories.readyPad;
  const bench = await anEngine();
  const told = tileOf(bench.engine);
  await bench.ask('sandbox.plug', { serial, port });
  await expect.poll(told, { timeout: 5_000 }).toMatchObject({ candidate: serial });
  await bench.ask('desk.scan', { text: serial });
  await expect.poll(told, { timeout: 15_000 }).toMatchObject({ serial, lane: 'clear' });
  expect(told()).not.toHaveProperty('candidate', serial);
});

it('a device that was plugged in before its fleet was listed is named as soon as it is', async () => {
  const composed = await composeEngine({
    mode: 'sandbox',
    home: aHome(),
    role: 'bench',
    log: () => {},
  });
  if (!composed.ok) throw new Error(composed.error.code);
  const engine = composed.value;
  onTestFinished(() => engine.close());
  const told = tileOf(engine);
  const serial = stories.readyPad;
  await engine.calls['sandbox.plug']({ serial, port });
  await expect.poll(told, { timeout: 15_000 }).toMatchObject({ candidate: serial });
});

/** What the engine told last of the device on the port. */
function tileOf(engine: Engine): () => Partial<Occupant> {
  let slots: Slots['slots'] = [];
  engine.subscribe((news, value) => {
    // News and value belong together by the signature; TypeScript does not follow that into the listener.
    if (news === 'bench.slotsChanged') ({ slots } = value as Slots);
  });
  return () => slots.find((slot) => slot.port === port)?.occupant ?? {};
}

it('a ledger that is damaged meanwhile ends neither the bench nor its calls', async () => {
  const home = aHome();
  const serial = stories.readyPad;
  const bench = await anEngine(home);
  const told = tileOf(bench.engine);
  await bench.ask('sandbox.plug', { serial, port });
  await bench.ask('desk.scan', { text: serial, slot: port });
  await expect.poll(told, { timeout: 15_000 }).toMatchObject({ serial });
  damage(home);
  const refusal = async () => bench.ask('bench.slots', {}).catch((error: unknown) => error);
  const isRefused = async () => (await refusal()) instanceof LedgerFault;
  // Each is answered with what is wrong; what nobody asked for must not end the process meanwhile.
  for (const mode of ['recovery', 'normal'] as const) {
    await bench.reply('sandbox.enterMode', { port, mode }).catch(() => undefined);
    await bench.until(isRefused);
    const { now } = await bench.ask('status.read', {});
    await bench.until(async () => (await bench.ask('status.read', {})).now > now + 5 * MINUTE);
  }
  expect((await bench.reply('status.read', {})).ok).toBe(true);
});

/** As a disk does that loses what it was given. */
function damage(home: string): void {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const file = names.find((name) => name.endsWith('ledger-sandbox.sqlite')) ?? '';
  const database = new DatabaseSync(path.join(home, file));
  const guards = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of guards as { name: string }[]) database.exec(`DROP TRIGGER ${name}`);
  database.exec("UPDATE events SET data = '{}' WHERE type = 'caseOpened'");
  database.close();
}
