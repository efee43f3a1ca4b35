import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../../src/core/custody/event.ts';
import { DAY } from '../../../../src/core/time.ts';
import {
  COUNTED_TYPES,
  createWorkCount,
} from '../../../../src/engine/campaign/progress/count-work.ts';
import { createCountedReader } from '../../../../src/engine/ledger/counted-rows.ts';
import type { Ledger } from '../../../../src/engine/ledger/ledger.ts';
import { createManualClock } from '../../../../src/sandbox/manual-clock.ts';
import { aLedger, anEntry, append, appendMany, START } from '../../ledger/a-ledger.ts';

const handedOver: Happening = { type: 'handedOver', data: {} };
const undo = (eventId: string): Happening => ({ type: 'undone', data: { eventId } });

function arrival(outcome: 'new' | 'alreadyHere'): Happening {
  const data = { sessionId: 's', boxId: null, outcome, kind: 'serial', text: 'F4GXKQ7N0D91' };
  return { type: 'checkedIn', data } as Happening;
}

function countOf(ledger: Ledger) {
  return createWorkCount(createCountedReader(ledger.database, COUNTED_TYPES));
}

describe('the work of a bench', () => {
  it('is counted per day, operator and kind', async () => {
    const clock = createManualClock(START);
    const ledger = aLedger({ clock });
    append(ledger, anEntry(handedOver, { operator: 'Ada' }));
    append(ledger, anEntry(handedOver, { operator: 'Ada' }));
    append(ledger, anEntry(handedOver, { operator: 'Kim' }));
    await clock.advance(DAY);
    append(ledger, anEntry(arrival('new'), { operator: 'Ada' }));
    const lines = await countOf(ledger).read();
    expect(lines.map(({ day, operator, what, count }) => [day, operator, what, count])).toEqual([
      ['2026-11-23', 'Ada', 'handedOver', 2],
      ['2026-11-23', 'Kim', 'handedOver', 1],
      ['2026-11-24', 'Ada', 'checkedIn', 1],
    ]);
    expect(lines.every(({ bench }) => bench === 'bench-1')).toBe(true);
  });

  it('counts a device that is scanned twice once', async () => {
    const ledger = aLedger();
    append(ledger, anEntry(arrival('new')));
    append(ledger, anEntry(arrival('alreadyHere')));
    expect(await countOf(ledger).read()).toMatchObject([{ what: 'checkedIn', count: 1 }]);
  });

  it('does not count what was taken back', async () => {
    const ledger = aLedger();
    const { id } = append(ledger, anEntry(handedOver));
    append(ledger, anEntry(undo(id)));
    expect(await countOf(ledger).read()).toEqual([]);
  });

  it('counts again what was taken back by mistake', async () => {
    const ledger = aLedger();
    const { id } = append(ledger, anEntry(handedOver));
    const mistake = append(ledger, anEntry(undo(id)));
    append(ledger, anEntry(undo(mistake.id)));
    expect(await countOf(ledger).read()).toMatchObject([{ what: 'handedOver', count: 1 }]);
  });

  it('goes on where the last reading ended, and counts nothing twice', async () => {
    const ledger = aLedger();
    const work = countOf(ledger);
    appendMany(ledger, 2_500);
    expect(await work.read()).toMatchObject([{ count: 2_500 }]);
    const { id } = append(ledger, anEntry(handedOver));
    append(ledger, anEntry(handedOver));
    append(ledger, anEntry(undo(id)));
    const [first, second] = await Promise.all([work.read(), work.read()]);
    expect(first).toMatchObject([{ count: 2_501 }]);
    expect(second).toEqual(first);
  });

  it('lets other work have its turn while a long ledger is read', async () => {
    const ledger = aLedger();
    appendMany(ledger, 3_000);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await countOf(ledger).read();
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});
