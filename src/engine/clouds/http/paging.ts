import { failure, success } from '../../../core/result.ts';
import { inTurns } from '../../in-turns.ts';
import type { Answer, CloudFailure, Page } from './cloud-failure.ts';

/** A tenant has few of what is read whole; more pages than this are a loop. */
const MOST_PAGES = 50;

/** Reads all pages of a short list. The reading is as old as its first page. */
export async function readWhole<Row>(
  readPage: (page?: string) => Promise<Answer<Page<Row>>>,
): Promise<Answer<readonly Row[]>> {
  const first = await readPage();
  if (!first.ok) return first;
  const rows = [...first.value.value.rows];
  let { next } = first.value.value;
  for (let pages = 1; next !== undefined; pages += 1) {
    if (pages >= MOST_PAGES) return failure(endless);
    const page = await readPage(next);
    if (!page.ok) return page;
    rows.push(...page.value.value.rows);
    next = page.value.value.next;
  }
  return success({ ...first.value, value: rows });
}

/** Says of each address of a next page whether the list gave it before, and so will for ever. */
export function watchForLoops(): (next: string) => boolean {
  const given = new Set<string>();
  return (next) => given.size === given.add(next).size;
}

export const endless: CloudFailure = { kind: 'malformed', detail: 'The list does not end.' };

/** Reads the rows of a page in slices, so that a large page does not hold the event loop. */
export async function readRows<Row>(
  rows: readonly unknown[],
  readRow: (row: unknown) => Row | undefined,
): Promise<readonly Row[]> {
  const kept: Row[] = [];
  await inTurns(rows, (slice) => {
    for (const row of slice) {
      const read = readRow(row);
      if (read !== undefined) kept.push(read);
    }
  });
  return kept;
}
