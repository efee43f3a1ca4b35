import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes under a folder, 0 if it is not there; files that vanish meanwhile do not count. */
export function folderSize(folder) {
  let total = 0;
  for (const name of listOrNone(folder)) {
    try {
      total += statSync(join(folder, name)).size;
    } catch {
      continue;
    }
  }
  return total;
}

function listOrNone(folder) {
  try {
    return readdirSync(folder, { recursive: true });
  } catch {
    return [];
  }
}
