import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineCallName, InputOf, OutputOf } from '../../src/contract/calls.ts';
import type { SerialNumber } from '../../src/core/identifiers/serial-number.ts';
import type { Clock } from '../../src/core/ports.ts';
import { composeEngine } from '../../src/engine/compose.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createMirror } from '../../src/engine/mirror/mirror.ts';
import { fillMirror } from './fleet.ts';

/** A data folder as a bench has it after its first hour, and the serials of its campaign in random order. */
export interface PreparedHome {
  readonly folder: string;
  readonly devices: number;
  readonly serials: readonly SerialNumber[];
}

const LISTING_LIMIT = 120_000;

/** The sandbox's campaign of 2,000 devices, listed to the end by the real engine. */
export async function listedHome(folder: string): Promise<PreparedHome> {
  const composed = await composeEngine({
    mode: 'sandbox',
    home: folder,
    role: 'bench',
    log: (line) => console.error(line),
  });
  if (!composed.ok) throw new Error(composed.error.code);
  const engine = composed.value;
  await untilListed(engine);
  const { total } = await ask(engine, 'devices.window', { search: '', offset: 0, limit: 1 });
  const serials = await allSerials(engine, total);
  await engine.close();
  return { folder, devices: total, serials: shuffled(serials) };
}

/** The same folder with so many devices in its mirror; those added were read at the time the sandbox stands at. */
export async function grownHome(
  from: PreparedHome,
  folder: string,
  devices: number,
): Promise<PreparedHome> {
  cpSync(from.folder, folder, { recursive: true });
  const clock: Clock = {
    now: Date.now,
    sleep: () => Promise.resolve(),
    after: () => () => undefined,
  };
  const mirror = createMirror({ file: join(folder, 'sandbox', 'mirror.sqlite'), clock });
  const [known] = from.serials;
  const readAt = (known && mirror.fact(known, 'membership')?.observedAt) ?? Date.now();
  await fillMirror(mirror, { devices: devices - from.devices, readAt });
  const total = mirror.count();
  mirror.close();
  if (total !== devices) throw new Error(`the mirror holds ${total} devices, not ${devices}`);
  return { folder, devices, serials: from.serials };
}

async function ask<Name extends EngineCallName>(
  engine: Engine,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  // Name and input belong together by the signature; TypeScript does not follow that through the table.
  const handler = engine.calls[name] as (input: InputOf<Name>) => unknown;
  const reply = (await handler(input)) as { ok: boolean; value: OutputOf<Name> };
  if (!reply.ok) throw new Error(`${name} failed`);
  return reply.value;
}

async function untilListed(engine: Engine): Promise<void> {
  const end = Date.now() + LISTING_LIMIT;
  for (;;) {
    const { listing } = await ask(engine, 'status.read', {});
    if (!listing) return;
    if (Date.now() > end) throw new Error('the listing of the sandbox does not end');
    await new Promise((resolve) => void setTimeout(resolve, 200));
  }
}

async function allSerials(engine: Engine, total: number): Promise<SerialNumber[]> {
  const serials: SerialNumber[] = [];
  while (serials.length < total) {
    const input = { search: '', offset: serials.length, limit: 200 };
    const { rows } = await ask(engine, 'devices.window', input);
    if (rows.length === 0) break;
    serials.push(...rows.map((row) => row.serial));
  }
  return serials;
}

/** Always the same order, spread over the whole alphabet: each scan meets other pages of the file. */
function shuffled(serials: readonly SerialNumber[]): SerialNumber[] {
  const place = (serial: string) => createHash('sha256').update(serial).digest('hex');
  return serials.toSorted((one, other) => place(one).localeCompare(place(other)));
}
