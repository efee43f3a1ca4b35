import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { EngineCallName, InputOf, OutputOf } from '../../../src/contract/calls.ts';
import type { Card } from '../../../src/contract/desk.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { composeEngine } from '../../../src/engine/compose.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';

const campaign = createSandbox();
campaign.clock.stop();

/** The parts of the campaign that have a name. */
export const { stories, barcodes } = campaign;

export function aHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'resetbench-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

/** A real engine on a real ledger in the sandbox, its clock at 600 times the wall's. */
export async function anEngine(home = aHome()): Promise<TestEngine> {
  const composed = await composeEngine({ mode: 'sandbox', home, role: 'bench', log: () => {} });
  if (!composed.ok) throw new Error(composed.error.code);
  const engine = composed.value;
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await engine.close();
    isClosed = true;
  };
  onTestFinished(close);
  const bench = new TestEngine(engine, close);
  await bench.until(async () => (await bench.ask('devices.window', ALL)).total >= 2_000);
  await bench.ask('sandbox.setSpeed', { speed: 600 });
  return bench;
}

const ALL = { search: '', offset: 0, limit: 1 };

/** Asks as the window does, and waits for what it would see. */
export class TestEngine {
  readonly engine: Engine;
  readonly close: () => Promise<void>;

  constructor(engine: Engine, close: () => Promise<void>) {
    this.engine = engine;
    this.close = close;
  }

  async reply<Name extends EngineCallName>(name: Name, input: InputOf<Name>) {
    // Name and input belong together by the signature; TypeScript does not follow that through the table.
    const handler = this.engine.calls[name] as (input: InputOf<Name>) => unknown;
    return (await handler(input)) as
      | { ok: true; value: OutputOf<Name> }
      | { ok: false; error: { code: string } };
  }

  async ask<Name extends EngineCallName>(
    name: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name>> {
    const reply = await this.reply(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
    return reply.value;
  }

  async until(isSo: () => Promise<boolean>, limit = 20_000): Promise<void> {
    const end = Date.now() + limit;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error('it did not come to that');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits until the card says so. */
  async card(serial: SerialNumber, isSo: (card: Card) => boolean): Promise<Card> {
    let card = await this.ask('desk.card', { serial });
    await this.until(async () => {
      card = await this.ask('desk.card', { serial });
      return isSo(card);
    }).catch(() => {
      const { lane, reasons } = card.verdict;
      throw new Error(`stays ${lane} because of ${reasons[0]?.code}, reset ${card.reset.step}`);
    });
    return card;
  }
}
