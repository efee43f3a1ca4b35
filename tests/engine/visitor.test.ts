import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeEngine } from '../../src/engine/compose.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ledgerPath } from '../../src/engine/ledger/ledger-file.ts';
import { verifyLedgerFile } from '../../src/engine/ledger/ledger-reader.ts';
import { aHome, anEngine, stories } from './desk/an-engine.ts';

const PORT = '1-1.1.1';

describe('a visitor beside a bench', () => {
  it('leaves the ledger as it found it while devices come and go in sight', async () => {
    const home = aHome();
    const bench = await anEngine(home);
    await bench.ask('desk.scan', { text: stories.readyToReset });
    await bench.ask('sandbox.plug', { serial: stories.readyToReset, port: PORT });
    await bench.card(stories.readyToReset, ({ verdict }) => verdict.lane === 'clear');
    await bench.close();
    const before = verified(home);
    const visitor = await aVisitor(home);
    await visitor.calls['sandbox.setSpeed']({ speed: 600 });
    await visitor.calls['desk.card']({ serial: stories.readyToReset });
    await visitor.calls['sandbox.erase']({ port: PORT });
    const card = await visitor.check(stories.readyToReset, { cached: false });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await visitor.close();
    expect(card.caseId).not.toBeNull();
    expect(verified(home)).toEqual(before);
  });

  it('answers on an empty folder and begins no ledger there', async () => {
    const home = aHome();
    const visitor = await aVisitor(home);
    await visitor.calls['sandbox.setSpeed']({ speed: 600 });
    const card = await visitor.check(stories.readyToReset, { cached: false });
    await visitor.close();
    expect(card.verdict.lane).toBe('clear');
    expect(existsSync(ledgerPath(path.join(home, 'sandbox'), 'sandbox'))).toBe(false);
  });
});

async function aVisitor(home: string): Promise<Engine> {
  const composed = await composeEngine({ mode: 'sandbox', home, role: 'visitor', log: () => {} });
  if (!composed.ok) throw new Error(composed.error.code);
  return composed.value;
}

function verified(home: string) {
  return verifyLedgerFile(ledgerPath(path.join(home, 'sandbox'), 'sandbox'));
}
