import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Instant } from '../../core/time.ts';
import type { Database } from './database.ts';
import { joinedById } from './joined-by-id.ts';
import { createListNames, type ListNames } from './list-names.ts';
import { listStatements, type ListStatements } from './list-statements.ts';
import { createOneMoment } from './one-moment.ts';

/**
 * `service`: who is on it. `devices`: what the organization has. `identities`: one token's. `enrollments`: the
 * managed devices of the tenant.
 */
export type ListKind = 'service' | 'devices' | 'identities' | 'enrollments';

/** `account` is the organization at Apple, empty for the tenant; `id` the service or token, if it is a list of one. */
export interface ListId {
  readonly kind: ListKind;
  readonly account: string;
  readonly id: string;
}

/** What a page says of one serial. A list of rows joins the rows of earlier pages of the same pass by their ids. */
export interface ListedRow {
  readonly serial: SerialNumber;
  readonly value: unknown;
  readonly observedAt: Instant;
}

/** What one list says of one serial to whoever reads now. Without a row it does not name the serial. */
export interface Said extends ListId {
  /** When the pass that readers see began; null while no pass ever came to its end. */
  readonly startedAt: Instant | null;
  readonly row?: { readonly value: unknown; readonly observedAt: Instant };
}

/** A list as the table knows it, while its rows are looked through. */
export interface Unsettled {
  readonly number: number;
  readonly kind: ListKind | 'dropped';
  readonly current: number;
  readonly settled: number;
}
export interface Trace {
  readonly serial: SerialNumber;
  readonly since: number;
  readonly seen: number;
}

/**
 * What the lists said, each row with the passes in which it stood: `since` the first, `seen` the last. Readers see
 * the rows whose span holds the current pass of their list, so a new pass takes over by changing one number, and
 * until then nobody sees anything of it but the newer age of what stayed the same. Two exceptions: Apple's lists are
 * seen from their very first page on while no pass was ever complete, since there is nothing they could
 * contradict; and an organization's device that vanished from its list stays as old as it is.
 */
export interface ListTable {
  /** Begins a pass and gives its number. */
  begin(list: ListId): number;
  /** Undefined when this pass is not the last one begun: its list was forgotten meanwhile. */
  open(list: ListId, pass: number): OpenPass | undefined;
  /** The pass that readers see, for adding to it. */
  openCurrent(list: ListId): OpenPass | undefined;
  complete(list: ListId, pass: number, startedAt: Instant): void;
  isComplete(list: ListId): boolean;
  drop(list: ListId): void;
  /** Drops the lists of this kind that are not among these. */
  keepOnly(kind: ListKind, account: string, ids: readonly string[]): void;
  /** What all lists of these kinds say of a serial. */
  about(serial: SerialNumber, kinds: readonly ListKind[]): readonly Said[];
  unsettled(): Unsettled | undefined;
  traces(list: number, after: string, limit: number): readonly Trace[];
  forget(list: number, trace: Trace): void;
  settled(list: Unsettled): void;
  /** What was changed last may not have reached the file. */
  lookAgain(): void;
}

/** `isSeen`: readers see what is taken at once. */
export interface OpenPass {
  readonly isSeen: boolean;
  /** True when that is news. Rows of a serial join those that this pass brought before. */
  take(row: ListedRow): boolean;
  /** As `take`, but what is given is all there is. */
  replace(row: ListedRow): boolean;
}

interface ListLine {
  readonly number: number;
  readonly last: number;
  readonly current: number;
  readonly started_at: number | null;
}

export function createListTable(database: Database): ListTable {
  const sql = listStatements(database);
  const names = createListNames(database);
  const atOneMoment = createOneMoment(database);
  const find: Find = ({ kind, account, id }) =>
    sql.find.get(kind, account, id) as ListLine | undefined;
  return {
    ...passesOf(sql, find, names),
    ...namesOf(sql, find, names),
    about(serial, kinds) {
      // Of one moment: no row may be missing that the names vouch for.
      const [lists, lines] = atOneMoment(
        () => [names.of(kinds), sql.about(kinds).all(serial) as SaidLine[]] as const,
      );
      const rows = rowsBy(lines);
      return lists.map(({ number, said }) => withRow(said, rows.get(number)));
    },
    unsettled: () => sql.unsettled.get() as Unsettled | undefined,
    traces: (list, after, limit) => sql.traces.all(list, after, limit) as Trace[],
    forget: (list, { serial, since }) => void sql.forget.run(list, serial, since),
    settled({ number, kind, current }) {
      names.forget();
      if (kind === 'dropped') sql.remove.run(number);
      else sql.settled.run(current, number, kind);
    },
    lookAgain: names.forget,
  };
}

type Find = (list: ListId) => ListLine | undefined;

function passesOf(sql: ListStatements, find: Find, names: ListNames) {
  const openLine = (line: ListLine, pass: number): OpenPass => ({
    isSeen: pass <= line.current,
    take: (row) => take(sql, { list: line.number, pass, isWhole: false }, row),
    replace: (row) => take(sql, { list: line.number, pass, isWhole: true }, row),
  });
  return {
    begin(list) {
      const { kind, account, id } = list;
      names.forget();
      sql.insert.run(kind, account, id);
      const isSeenAtOnce = kind === 'service' || kind === 'devices';
      sql.begin.run(isSeenAtOnce ? 1 : 0, kind, account, id);
      return find(list)?.last ?? 0;
    },
    open(list, pass) {
      const line = find(list);
      return line?.last === pass ? openLine(line, pass) : undefined;
    },
    openCurrent(list) {
      const line = find(list);
      return line && openLine(line, line.current);
    },
    complete(list, pass, startedAt) {
      names.forget();
      tellOthers(sql, list, find(list));
      sql.complete.run(pass, startedAt, list.kind, list.account, list.id);
    },
    isComplete: (list) => find(list)?.started_at != null,
  } satisfies Partial<ListTable>;
}

function namesOf(sql: ListStatements, find: Find, names: ListNames) {
  function drop(list: ListId): void {
    const line = find(list);
    names.forget();
    tellOthers(sql, list, line);
    if (line) sql.drop.run(line.number);
  }
  return {
    drop,
    keepOnly(kind, account, ids) {
      names.forget();
      const known = sql.all.all(kind, account) as { id: string }[];
      for (const { id } of known) if (!ids.includes(id)) drop({ kind, account, id });
      for (const id of ids) sql.insert.run(kind, account, id);
    },
  } satisfies Partial<ListTable>;
}

/** What the lists of tokens say counts only when all of them were read (see compose-facts.ts). */
function tellOthers(sql: ListStatements, { kind }: ListId, line: ListLine | undefined): void {
  if (kind === 'identities' && line?.started_at === null) sql.again.run(kind);
}

interface LatestLine {
  readonly since: number;
  readonly seen: number;
  readonly value: string;
  readonly observed_at: number;
}

interface Place {
  readonly list: number;
  readonly pass: number;
  readonly isWhole: boolean;
}

/** What stayed the same is only stamped; what changed gets a row of its own, and the old one ends before this pass. */
function take(
  sql: ListStatements,
  { list, pass, isWhole }: Place,
  { serial, value, observedAt }: ListedRow,
): boolean {
  const latest = sql.latest.get(list, serial, pass) as LatestLine | undefined;
  const isOfThisPass = latest?.seen === pass;
  const isJoined = isOfThisPass && !isWhole && Array.isArray(value);
  const text = JSON.stringify(isJoined ? joinedById(parse(latest.value), value) : value);
  const at = isJoined ? Math.min(latest.observed_at, observedAt) : observedAt;
  const stamp = (seen: number, { since }: LatestLine, observed: Instant) =>
    sql.stamp.run(seen, observed, list, serial, since);
  if (latest?.value === text) {
    stamp(pass, latest, at);
    return false;
  }
  sql.put.run(list, serial, pass, pass, text, at);
  if (isOfThisPass && latest.since < pass) stamp(pass - 1, latest, latest.observed_at);
  return true;
}

interface SaidLine {
  readonly number: number;
  readonly value: string;
  readonly observed_at: number;
}

/** Of two rows of one list the later one counts; the lines come in that order. */
function rowsBy(lines: readonly SaidLine[]): ReadonlyMap<number, SaidLine> {
  return new Map(lines.map((line) => [line.number, line]));
}

function withRow(said: Said, line: SaidLine | undefined): Said {
  return line ? { ...said, row: { value: parse(line.value), observedAt: line.observed_at } } : said;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
