// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { RecordList, ResetRecordPage } from '../../../../src/contract/documents.ts';
import { success, type Result } from '../../../../src/core/result.ts';
import { showRecords } from '../../../../src/renderer/features/documents/show-records.ts';
import { NOW, serialOf } from '../../builders.ts';
import { createFakeEngine, createFakeShell } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import {
  aSession,
  aTally,
  checkInEngine,
  FIRST,
  SESSION,
  start,
} from '../check-in/check-in-support.ts';

const SECOND = serialOf('C39XK2PQJG6J');

describe('many reset records as one document', () => {
  it('begin with a page that says of whom there is none and why', async () => {
    await openBundle();
    const first = await screen.findByRole('article', { name: 'Reset records' });
    expect(first.textContent).toContain('1 of 2 devices have a record of their reset.');
    expect(first.textContent).toContain('C39X K2PQ JG6J');
    expect(first.textContent).toContain('A reset was begun; nothing proves it yet.');
    const records = await screen.findAllByRole('article', { name: 'Record of a factory reset' });
    expect(records).toHaveLength(1);
  });

  it('are saved only once every page is there', async () => {
    const held = Promise.withResolvers<Result<ResetRecordPage[], never>>();
    await openBundle(() => held.promise);
    const save = await screen.findByRole('button', { name: 'Save as PDF …' });
    expect((save as HTMLButtonElement).disabled).toBe(true);
    await act(async () => held.resolve(success([aRecord()])));
    expect((save as HTMLButtonElement).disabled).toBe(false);
  });

  it('ask for no more than some at a time', async () => {
    const many = Array.from({ length: 60 }, (_, index) => serialOf(`F2LT${1000 + index}ZZZ1`));
    const { engine } = await openBundle(() => success([]), aList(many));
    await screen.findByRole('article', { name: 'Reset records' });
    const asked = engine.calls.filter(({ name }) => name === 'documents.resetRecords');
    expect(asked.map(({ input }) => (input as { serials: string[] }).serials.length)).toEqual([
      25, 25, 10,
    ]);
  });
});

describe('a check-in', () => {
  it.each([
    ['Reset records of Box 1', { sessionId: SESSION, boxId: 'a' }],
    ['Reset records of this delivery', { sessionId: SESSION }],
  ])('shows the %s', async (button, of) => {
    const tally = aTally({ boxes: [{ boxId: 'a', name: 'Box 1', isOpen: true, devices: 1 }] });
    const engine = checkInEngine([], aSession({ tally, received: 1 }));
    engine.answer('documents.recordList', () => success(aList([])));
    await showApp({ engine, start });
    await userEvent.click(await screen.findByRole('button', { name: /^Pallets of Munich/ }));
    await userEvent.click(await screen.findByRole('button', { name: button }));
    await screen.findByRole('article', { name: 'Reset records' });
    expect(engine.calls).toContainEqual({ name: 'documents.recordList', input: of });
  });
});

async function openBundle(
  records: () =>
    | Result<ResetRecordPage[], never>
    | Promise<Result<ResetRecordPage[], never>> = () => success([aRecord()]),
  list: RecordList = aList([FIRST]),
) {
  const engine = createFakeEngine({
    'documents.recordList': () => success(list),
    'documents.resetRecords': records,
  });
  const shown = await showApp({ engine, shell: createFakeShell() });
  await act(async () => showRecords(shown.parts.store, { serials: [FIRST, SECOND] }, 'Box 1'));
  return shown;
}

/** Those with a record, and one that has none yet. */
function aList(proven: readonly (typeof FIRST)[]): RecordList {
  const record = { level: 'observed', recordedAt: NOW, isOfEarlierStay: false } as const;
  return {
    bench: 'Bench 1',
    devices: [
      ...proven.map((serial) => ({ serial, model: 'iPhone 15', record })),
      { serial: SECOND, model: 'iPhone 15', lacks: 'underWay' },
    ],
    madeAt: NOW,
  };
}

function aRecord(): ResetRecordPage {
  return {
    serial: FIRST,
    model: 'iPhone 15',
    family: 'iPhone',
    level: 'observed',
    operator: 'Mira Lang',
    recordedAt: NOW,
    raw: {},
    events: [],
    ledger: { bench: 'Bench 1', eventId: 'event-1', sequence: 7, hash: 'a'.repeat(64) },
    madeAt: NOW,
  };
}
