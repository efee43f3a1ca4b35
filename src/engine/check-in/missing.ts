import type { Session } from '../../core/sessions/fold.ts';
import type { ManifestRow } from '../../core/sessions/manifest-row.ts';

/** Expected, and not here: the first so many, in the order of the manifests. */
export function missingIn(
  { devices }: Session,
  rows: Iterable<ManifestRow>,
  limit: number,
): ManifestRow[] {
  const missing: ManifestRow[] = [];
  for (const row of rows) {
    if (missing.length === limit) break;
    if (!devices.has(row.serial)) missing.push(row);
  }
  return missing;
}
