import type { SerialNumber } from '../../src/core/identifiers/serial-number.ts';
import type { Target } from '../../src/core/verdict/policy.ts';
import { SERVICES } from '../../src/sandbox/campaign/organization.ts';
import type { OurRun } from './requests-run.ts';

/** The fewest requests that the same knowledge and the same moves could cost at Apple, part by part. */
export interface Fewest {
  /** The list of services, and all pages of each list once. */
  readonly lists: number;
  /** A list may decide for five minutes, so before each POST those of where its serials are, or one GET for each. */
  readonly before: number;
  readonly posts: number;
  /** An activity takes longer than a moment: one poll that finds it at work, and one that finds it over. */
  readonly polls: number;
  /** The list of each target, to see who has arrived. */
  readonly proofs: number;
}

const PAGE = 1_000;
/** As many as go with one POST (rules.ts). */
const BATCH = 1_000;

/** Reckons with where the devices were before the move and how many are on each service now. */
export function fewestFor({ before, moves }: Pick<OurRun, 'before' | 'moves'>): Fewest {
  const sizes = SERVICES.map(({ id }) => sizeOf(before, id));
  const batches = [...moves].flatMap(([target, serials]) =>
    chunks(serials).map((chunk) => ({ target, chunk })),
  );
  return {
    lists: 1 + sum(sizes.map(pages)) + pages(before.size),
    before: sum(batches.map(({ chunk }) => beforePost(before, chunk))),
    posts: batches.length,
    polls: 2 * batches.length,
    proofs: sum([...moves].map(([target, serials]) => proofOf(before, target, serials))),
  };
}

export function totalOf(fewest: Fewest): number {
  return sum(Object.values(fewest));
}

function beforePost(before: OurRun['before'], chunk: readonly SerialNumber[]): number {
  const groups = new Map<string | null, number>();
  for (const serial of chunk) {
    const serviceId = before.get(serial) ?? null;
    groups.set(serviceId, (groups.get(serviceId) ?? 0) + 1);
  }
  return sum(
    [...groups].map(([id, size]) =>
      Math.min(size, pages(id === null ? before.size : sizeOf(before, id))),
    ),
  );
}

function proofOf(
  before: OurRun['before'],
  target: Target,
  serials: readonly SerialNumber[],
): number {
  return Math.min(serials.length, pages(sizeOf(before, target.serviceId) + serials.length));
}

function sizeOf(before: OurRun['before'], serviceId: string): number {
  return [...before.values()].filter((id) => id === serviceId).length;
}

function pages(rows: number): number {
  return Math.max(1, Math.ceil(rows / PAGE));
}

function chunks<T>(items: readonly T[]): T[][] {
  const starts = Array.from(
    { length: Math.ceil(items.length / BATCH) },
    (_, index) => index * BATCH,
  );
  return starts.map((start) => items.slice(start, start + BATCH));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
