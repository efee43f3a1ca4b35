/** What the cells of a column are to look like. */
export type LooksRight = (cell: string) => boolean;

type Cells = readonly string[];

/** So many lines tell the columns apart, and so many columns are looked at: each cell costs time. */
const SAMPLE = 200;

/**
 * Which columns of a table without a header hold the devices: all in which at least half of the cells look right,
 * else the one with the most of them, else the first. The first of `kinds` that any column has decides: an IMEI beside
 * a serial is the same device. Where several columns hold them it is a list, and then none may be lost: what stands
 * past the sample belongs to it, and all that stands in a list of one line.
 */
export function columnsByContent(
  rows: readonly Cells[],
  kinds: readonly LooksRight[],
): (column: number) => boolean {
  const columns = sampleOf(rows);
  const counts = kinds.map((looksRight) => columns.map((cells) => cells.filter(looksRight).length));
  const candidates = [...counts.map((found) => halfFull(found, columns)), ...counts.map(fullest)];
  const taken = new Set(candidates.find(({ length }) => length > 0) ?? [0]);
  if (taken.size < 2) return (column) => taken.has(column);
  return (column) => rows.length === 1 || column >= columns.length || taken.has(column);
}

/** The cells of each column that are not empty. */
function sampleOf(rows: readonly Cells[]): readonly Cells[] {
  const sample = rows.slice(0, SAMPLE).map((cells) => cells.slice(0, SAMPLE));
  const length = sample.reduce((most, cells) => Math.max(most, cells.length), 0);
  return Array.from({ length }, (_, column) =>
    sample.map((cells) => cells[column] ?? '').filter((cell) => cell.trim() !== ''),
  );
}

function halfFull(counts: readonly number[], columns: readonly Cells[]): readonly number[] {
  return counts.flatMap((count, column) =>
    count > 0 && count * 2 >= (columns[column]?.length ?? 0) ? [column] : [],
  );
}

function fullest(counts: readonly number[]): readonly number[] {
  const most = Math.max(0, ...counts);
  return most > 0 ? [counts.indexOf(most)] : [];
}
