import { CHECKPOINT_EVERY, GENESIS, hashLink, type EventRow } from './chain.ts';
import { isSignedBy, type Checkpoint } from './checkpoint.ts';

/** What is wrong at the first break. */
type BreakKind =
  | 'sequence'
  | 'bench'
  | 'previousHash'
  | 'hash'
  | 'checkpoint'
  | 'checkpointMissing'
  | 'cutTail'
  | 'unreadable';

export interface ChainReport {
  readonly events: number;
  readonly checkpoints: number;
  /** Sequence of the first event whose hash or place is wrong; absent when the chain holds. */
  readonly firstBreak?: number;
  readonly breakKind?: BreakKind;
  /** Checkpoints signed by another key than the one that the bench keeps; absent when it keeps none. */
  readonly foreignKeys?: number;
  /** Hash of the last event that holds. */
  readonly head: string;
}

/**
 * Walks a bench's events in the order of their sequence and proves each hash and place. With checkpoints it also
 * proves their signatures, and that nothing was cut off below the newest one. Without them the tail is not proven.
 */
export function verifyChain(
  rows: Iterable<EventRow>,
  checkpoints?: readonly Checkpoint[],
): ChainReport {
  const byLength = new Map(checkpoints?.map((checkpoint) => [checkpoint.length, checkpoint]));
  const walk = { events: 0, head: GENESIS, bench: undefined as string | undefined };
  let broken: Break | undefined;
  for (const row of rows) {
    walk.events += 1;
    if (broken) continue;
    const kind = breakOf(row, walk) ?? (checkpoints && checkpointBreakOf(row, byLength));
    if (kind) broken = { firstBreak: walk.events, breakKind: kind };
    else Object.assign(walk, { head: row.hash, bench: row.bench });
  }
  const newest = Math.max(0, ...byLength.keys());
  if (newest > walk.events) broken ??= { firstBreak: walk.events + 1, breakKind: 'cutTail' };
  return { events: walk.events, checkpoints: byLength.size, head: walk.head, ...broken };
}

type Break = Required<Pick<ChainReport, 'firstBreak' | 'breakKind'>>;

interface Walk {
  readonly events: number;
  readonly head: string;
  readonly bench: string | undefined;
}

function breakOf(row: EventRow, walk: Walk): BreakKind | undefined {
  if (row.sequence !== walk.events) return 'sequence';
  if (walk.bench !== undefined && row.bench !== walk.bench) return 'bench';
  if (row.previousHash !== walk.head) return 'previousHash';
  return hashOfRow(row) === row.hash ? undefined : 'hash';
}

/** Undefined when the row cannot have been written by a bench. */
function hashOfRow(row: EventRow): string | undefined {
  try {
    return hashLink({ ...row, data: JSON.parse(row.data) as unknown });
  } catch {
    return undefined;
  }
}

function checkpointBreakOf(row: EventRow, byLength: ReadonlyMap<number, Checkpoint>) {
  const checkpoint = byLength.get(row.sequence);
  if (!checkpoint) return row.sequence % CHECKPOINT_EVERY === 0 ? 'checkpointMissing' : undefined;
  const isOfRow = checkpoint.head === row.hash && checkpoint.bench === row.bench;
  return isOfRow && isSignedBy(checkpoint) ? undefined : 'checkpoint';
}
