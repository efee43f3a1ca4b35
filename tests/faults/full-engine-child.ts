import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineCallName, InputOf, OutputOf } from '../../src/contract/calls.ts';
import { composeEngine } from '../../src/engine/compose.ts';
import { createEngineHolder } from '../../src/engine/engine-holder.ts';
import type { Engine, Reply } from '../../src/engine/engine.ts';
import { openLedger } from '../../src/engine/ledger/ledger.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';

// A whole engine whose disk fills up while an enrollment is awaited, and gets room again; prints what it said.
const [disk = ''] = process.argv.slice(2);
const ballast = path.join(disk, 'ballast');
const acknowledged: string[] = [];
const campaign = createSandbox();
campaign.clock.stop();
const serial = campaign.stories.readyToReset;

const holder = hold('bench');
const engine = await composed(holder.get());
await ask('desk.signIn', { operator: 'Ada' });
await until(
  async () => (await ask('devices.window', { search: '', offset: 0, limit: 1 })).total >= 2_000,
);
await ask('sandbox.setSpeed', { speed: 600 });
const port = await resetDevice();

fill();
while ((await scan()) === 'ok') fill();
await ask('sandbox.setUp', { port });
await pause(1_500);
fill();
while ((await scan()) === 'ok') fill();
const refusal = await scan();
mkdirSync(path.join(disk, 'late'), { recursive: true });
const late = hold('late');
const opening = await codeOf(late.get());
rmSync(ballast);
await until(async () => (await scan()) === 'ok');
await until(async () => (await ask('desk.card', { serial })).verdict.lane === 'done');
await until(async () => (await codeOf(late.get())) === 'ok');
await Promise.all([holder.close(), late.close()]);

const folder = path.join(disk, 'bench', 'sandbox');
const clock = { now: Date.now, sleep: () => Promise.resolve(), after: () => () => undefined };
const reopened = openLedger({ folder, mode: 'sandbox', bench: 'bench-1', clock });
if (!reopened.ok) throw new Error(reopened.error.detail);
const onDisk = new Set(reopened.value.newest(['codeScanned'], 1e6).map(({ id }) => id));
const enrolled = reopened.value.newest(['enrolled'], 1e6).length;
const { firstBreak } = reopened.value.verify();
const lost = acknowledged.filter((id) => !onDisk.has(id)).length;
process.stdout.write(JSON.stringify({ refusal, opening, enrolled, lost, firstBreak }));

function hold(name: string) {
  const home = path.join(disk, name);
  return createEngineHolder(() =>
    composeEngine({ mode: 'sandbox', home, role: 'bench', log: () => undefined }),
  );
}

async function composed(composing: Promise<Reply<Engine>>): Promise<Engine> {
  const reply = await composing;
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

/** Until the reset is on record, so that the enrollment is awaited. */
async function resetDevice(): Promise<string> {
  await ask('sandbox.plug', { serial });
  await until(async () => (await slotOf()) !== undefined);
  const slot = (await slotOf())?.port ?? '';
  await ask('desk.scan', { text: serial, slot });
  await until(async () => (await ask('desk.card', { serial })).verdict.lane === 'clear');
  await ask('desk.scan', { text: serial });
  await ask('desk.startReset', { serial, rescanned: serial });
  await ask('sandbox.erase', { port: slot });
  await until(async () => (await ask('desk.card', { serial })).reset.step === 'recorded');
  return slot;
}

async function slotOf() {
  const { slots } = await ask('bench.slots', {});
  return slots.find(({ occupant }) =>
    [occupant?.serial, occupant?.candidate].some((each) => each === serial),
  );
}

async function scan(): Promise<string> {
  const reply = await engine.calls['desk.scan']({ text: 'A-1001' });
  if (!reply.ok) return reply.error.code;
  acknowledged.push(reply.value.line.eventId);
  return 'ok';
}

async function ask<Name extends EngineCallName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  // Name and input belong together by the signature; TypeScript does not follow that through the table.
  const handler = engine.calls[name] as (input: InputOf<Name>) => unknown;
  const reply = (await handler(input)) as Reply<OutputOf<Name>>;
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
  return reply.value;
}

async function codeOf(composing: Promise<Reply<unknown>>): Promise<string> {
  const reply = await composing;
  return reply.ok ? 'ok' : reply.error.code;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it did not come to that: ${isSo.toString()}`);
    await pause(20);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function fill(): void {
  for (const size of [65_536, 4_096, 1]) {
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // No room left for a piece of this size.
    }
  }
}
