import { dayOf } from '../../../core/campaign/day.ts';
import type { Counted, ThroughputLine } from '../../../core/campaign/throughput.ts';
import { nextTurn } from '../../in-turns.ts';
import type { CountedReader, CountedRow } from '../../ledger/counted-rows.ts';

/** What the ledger counts per day, operator and bench; each reading goes on where the last one ended. */
export interface WorkCount {
  read(): Promise<readonly ThroughputLine[]>;
}

/** What a type of event counts as. */
const COUNTS_AS: Readonly<Record<string, Counted>> = {
  checkedIn: 'checkedIn',
  resetRecorded: 'reset',
  handedOver: 'handedOver',
  enrolled: 'enrolled',
};
export const COUNTED_TYPES = [...Object.keys(COUNTS_AS), 'undone'];

/** A few milliseconds of reading at a time. */
const SPAN = 1_000;
/** An undo of an undo of an undo … is nobody's work. */
const DEEPEST = 100;

export function createWorkCount(reader: CountedReader): WorkCount {
  const counts = new Map<string, ThroughputLine>();
  let read = 0;
  let reading: Promise<void> | undefined;

  async function readOn(): Promise<void> {
    const length = reader.length();
    while (read < length) {
      const span = Math.min(SPAN, length - read);
      for (const row of reader.countedAfter(read, span)) count(row);
      read += span;
      await nextTurn();
    }
  }
  function count(row: CountedRow, sign = 1, depth = 0): void {
    if (row.type === 'undone') {
      const before = row.takesBack === null ? undefined : reader.countedById(row.takesBack);
      if (before && depth < DEEPEST) count(before, -sign, depth + 1);
      return;
    }
    const what = countsAs(row);
    if (what) add(row, what, sign);
  }
  function add({ at, operator, bench }: CountedRow, what: Counted, sign: number): void {
    const day = dayOf(at);
    const key = JSON.stringify([day, operator, bench, what]);
    const line = counts.get(key) ?? { day, operator, bench, what, count: 0 };
    counts.set(key, { ...line, count: line.count + sign });
  }
  return {
    async read() {
      await (reading ??= readOn().finally(() => (reading = undefined)));
      return [...counts.values()].filter((line) => line.count > 0);
    },
  };
}

/** Of a check-in only what it brought in: a device that is scanned twice is no second one. */
function countsAs({ type, outcome }: CountedRow): Counted | undefined {
  return type === 'checkedIn' && outcome !== 'new' ? undefined : COUNTS_AS[type];
}
