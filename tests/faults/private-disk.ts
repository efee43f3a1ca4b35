import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real disks of a chosen size need a private mount namespace: Linux, as root or with user namespaces. */
export const hasPrivateDisks =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', os.tmpdir()]).status === 0;

/**
 * Runs a script of this folder with an empty disk of its own as its argument, and gives back the JSON it printed.
 * The disk exists for that process alone, so nothing stays mounted whatever happens.
 */
export function runOnPrivateDisk(script: string, size: string): unknown {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'resetbench-disk-'));
  const file = fileURLToPath(new URL(script, import.meta.url));
  const command = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && exec "$3" "$4" "$2"';
  try {
    const argv = ['-rm', 'sh', '-c', command, 'sh', size, folder, process.execPath, file];
    return JSON.parse(execFileSync('unshare', argv).toString());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
