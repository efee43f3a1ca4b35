import type { Enrollment, Identity } from '../../core/facts/device-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Instant } from '../../core/time.ts';
import type { Progress } from './listing-pass.ts';

/** Where the rows of a page stand. */
export interface RowPlace {
  readonly serial: SerialNumber;
  /** The list they came from: for identities the id of their token. */
  readonly list: string;
  readonly askedAt: Instant;
  readonly progress: Pick<Progress, 'startedAt' | 'stepStartedAt'>;
}

export type RowMerge<Row> = (
  known: Fact<Row[]> | undefined,
  rows: readonly Row[],
  place: RowPlace,
) => Fact<Row[]>;

/**
 * Joins a token's rows of one serial with its rows under other tokens, which their own lists bring. A fact has
 * one age: while rows of another token were not read in this pass, the fact stays as old as they are (plus one
 * millisecond, since only a newer fact is taken).
 */
export function createIdentityMerge(): RowMerge<Identity> {
  /** Only serials under several tokens get in here; after a restart they stay old until they are asked for. */
  const readInThisPass = new Map<SerialNumber, Map<string, Instant>>();
  let passStartedAt: Instant | undefined;
  return (known, rows, { serial, list, askedAt, progress }) => {
    if (progress.startedAt !== passStartedAt) readInThisPass.clear();
    passStartedAt = progress.startedAt;
    const others = known?.value.filter((row) => row.tokenId !== list) ?? [];
    const value = [...others, ...withRest(known, rows, progress.stepStartedAt, list)];
    if (!known || others.length === 0) return listed(value, askedAt);
    const reads = (readInThisPass.get(serial) ?? new Map<string, Instant>()).set(list, askedAt);
    readInThisPass.set(serial, reads);
    const isFresh = (row: Identity) => (reads.get(row.tokenId) ?? 0) >= progress.startedAt;
    const areOthersFresh = known.observedAt >= progress.startedAt || others.every(isFresh);
    return listed(value, areOthersFresh ? askedAt : known.observedAt + 1);
  };
}

/** A list of all managed devices replaces what is known; one of new enrollments adds to it. */
export function mergeEnrollments(
  known: Fact<Enrollment[]> | undefined,
  rows: readonly Enrollment[],
  { askedAt, progress, isComplete }: RowPlace & { readonly isComplete: boolean },
): Fact<Enrollment[]> {
  const keptSince = isComplete ? progress.stepStartedAt : 0;
  return listed(withRest(known, rows, keptSince), askedAt);
}

/** The rows of this page, and those of earlier pages of the same list. */
function withRest<Row extends { readonly id: string }>(
  known: Fact<Row[]> | undefined,
  rows: readonly Row[],
  keptSince: Instant,
  tokenId?: string,
): Row[] {
  if (!known || known.observedAt < keptSince) return [...rows];
  const ids = new Set(rows.map((row) => row.id));
  const isOfList = (row: Row) =>
    tokenId === undefined || ('tokenId' in row && row.tokenId === tokenId);
  return [...known.value.filter((row) => !ids.has(row.id) && isOfList(row)), ...rows];
}

function listed<Row>(value: Row[], observedAt: Instant): Fact<Row[]> {
  return { value, source: 'intuneList', observedAt };
}
