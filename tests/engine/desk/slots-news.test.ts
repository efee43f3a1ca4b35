import { expect, it, onTestFinished } from 'vitest';
import type { Occupant, Slots } from '../../../src/contract/bench.ts';
import { composeEngine } from '../../../src/engine/compose.ts';
import type { Engine } from '../../../src/engine/engine.ts';
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
