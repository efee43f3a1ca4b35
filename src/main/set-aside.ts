import { existsSync, renameSync } from 'node:fs';

/** Moves a file that cannot be read to `<file>.broken-<n>`, so that nothing in it is destroyed; says whether it did. */
export function setAside(file: string): boolean {
  try {
    renameSync(file, freeName(file));
    return true;
  } catch {
    return false;
  }
}

function freeName(file: string): string {
  let number = 1;
  while (existsSync(`${file}.broken-${number}`)) number += 1;
  return `${file}.broken-${number}`;
}
