import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { defaultSettings, settingsSchema } from '../contract/shell.ts';
import { setAside } from './set-aside.ts';
import { boundsSchema } from './window-bounds.ts';

/** Everything electron-store keeps. Unknown keys of a newer version are left in place. */
export const storedSchema = z.looseObject({
  settings: settingsSchema.prefault(defaultSettings),
  bounds: boundsSchema.optional(),
});
export type Stored = z.infer<typeof storedSchema>;

/**
 * Moves a settings file aside that cannot be read (cut in half, no JSON, wrong values) to `<file>.broken-<n>`,
 * so that nothing a person set is destroyed. Says whether it did. A folder that refuses counts as not moved.
 */
export function setAsideIfBroken(file: string): boolean {
  return existsSync(file) && !isReadable(file) && setAside(file);
}

/** What the file says, else the defaults. */
export function readStored(file: string): Stored {
  return parseFile(file) ?? storedSchema.parse({});
}

function isReadable(file: string): boolean {
  return parseFile(file) !== undefined;
}

function parseFile(file: string): Stored | undefined {
  try {
    return storedSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
