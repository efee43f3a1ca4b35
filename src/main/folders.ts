import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { Launch } from '../contract/host.ts';
import { log } from './log.ts';

/** Where this run keeps its files. `isWritable` is false when the data folder refuses them. */
export interface Folders {
  readonly data: string;
  readonly isWritable: boolean;
}

/**
 * Points Electron at this mode's folder; must run before `ready`. Live and sandbox never share anything.
 * Chromium cannot start without a profile, so on a read-only data folder it gets one that ends with the run.
 */
export function setUpFolders(launch: Launch): Folders {
  const data = join(launch.home, launch.mode);
  const profile = join(data, 'profile');
  const isWritable = canWrite(profile);
  if (!isWritable) log(`${data} cannot be written; settings last for this run only`);
  app.setPath('userData', isWritable ? profile : mkdtempSync(join(tmpdir(), 'resetbench-')));
  return { data, isWritable };
}

function canWrite(folder: string): boolean {
  const probe = join(folder, '.writable');
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}
