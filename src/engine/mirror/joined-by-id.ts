/** The rows of both, those of `later` in the place of the same ids; whatever is no list of rows is replaced. */
export function joinedById(earlier: unknown, later: unknown): unknown {
  if (!Array.isArray(earlier) || !Array.isArray(later)) return later;
  const ids = new Set(later.map(idOf));
  return [...(earlier as unknown[]).filter((row) => !ids.has(idOf(row))), ...(later as unknown[])];
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'id' in row ? row.id : row;
}
