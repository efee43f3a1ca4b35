import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SerialNumber } from '../../../../src/core/identifiers/serial-number.ts';
import { openWaveStore } from '../../../../src/engine/campaign/waves/wave-store.ts';
import { openLedger } from '../../../../src/engine/ledger/ledger.ts';
import { createManualClock } from '../../../../src/sandbox/manual-clock.ts';

const [one, two, three] = ['C02ABCDEFGH1', 'C02ABCDEFGH2', 'C02ABCDEFGH3'] as SerialNumber[];
const serials = [one, two, three].flatMap((each) => each ?? []);
const START = { at: 20, by: 'Kim', deadlineAt: 1_000, since: 7 };

/** Opens the file as each start of the program does. */
function aFile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'resetbench-waves-'));
  const clock = createManualClock(1);
  const opened = () => {
    const ledger = openLedger({ folder, mode: 'sandbox', bench: 'bench-1', clock });
    if (!ledger.ok) throw new Error(ledger.error.code);
    return { store: openWaveStore(ledger.value.database), close: () => ledger.value.close() };
  };
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return opened;
}

function aPlan(id: string, members: readonly SerialNumber[]) {
  return { id, name: 'Munich', deadlineAt: 1_000, serials: members };
}

describe('the waves on disk', () => {
  it('are there after the program has ended, however far they were', () => {
    const open = aFile();
    const before = open();
    before.store.plan([aPlan('a', serials), aPlan('b', [])], 10, 5);
    before.store.begin('a', serials.slice(0, 2), START);
    before.store.answer({ queued: serials.slice(0, 1), refused: [] });
    before.close();
    const { store, close } = open();
    onTestFinished(close);
    expect(store.find('a')).toMatchObject({ number: 1, startedAt: 20, startedBy: 'Kim' });
    expect(store.devicesOf('a').map(({ state, since }) => [state, since])).toEqual([
      ['queued', 7],
      ['asked', 7],
      ['planned', 5],
    ]);
  });

  it('are planned all or not at all', () => {
    const { store, close } = aFile()();
    onTestFinished(close);
    const twice = [aPlan('a', serials.slice(0, 1)), aPlan('a', serials.slice(1))];
    expect(() => store.plan(twice, 10, 0)).toThrow('UNIQUE');
    expect([store.waves(), store.devices()]).toEqual([[], []]);
  });

  it('have a device in one of them only', () => {
    const { store, close } = aFile()();
    onTestFinished(close);
    store.plan([aPlan('a', serials), aPlan('b', serials)], 10, 0);
    expect(store.devicesOf('a')).toHaveLength(3);
    expect(store.devicesOf('b')).toEqual([]);
  });

  it('keep who started them first, and are open again after a retry', () => {
    const { store, close } = aFile()();
    onTestFinished(close);
    store.plan([aPlan('a', serials)], 10, 0);
    store.begin('a', serials, START);
    store.end('a', 30);
    store.begin('a', serials, { ...START, at: 40, by: 'Robin', deadlineAt: 2_000 });
    expect(store.find('a')).toMatchObject({
      startedAt: 20,
      startedBy: 'Kim',
      endedAt: null,
      deadlineAt: 2_000,
    });
  });

  it('do not give the number of a removed one again', () => {
    const { store, close } = aFile()();
    onTestFinished(close);
    store.plan([aPlan('a', [])], 10, 0);
    store.remove('a');
    store.plan([aPlan('b', [])], 10, 0);
    expect(store.find('b')?.number).toBe(2);
  });
});
