import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup/project.mjs';
import { testKernelFolder } from '../setup/test-kernel.mjs';

/** Packs into `file` what the kernel starts with: what the set-up keeps for it, and `texts` (name to content). */
export function writeInitrd(file, texts) {
  const folder = mkdtempSync(join(tmpdir(), 'resetbench-initrd-'));
  cpSync(join(testKernelFolder(), 'modules'), join(folder, 'modules'), { recursive: true });
  copyFileSync(join(testKernelFolder(), 'busybox'), join(folder, 'busybox'));
  copyFileSync(join(root, 'scripts', 'kernel', 'init.sh'), join(folder, 'init'));
  chmodSync(join(folder, 'init'), 0o755);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  const pack = './busybox find . | ./busybox cpio -o -H newc > "$0"';
  const { status, stderr } = spawnSync('/bin/sh', ['-c', pack, file], { cwd: folder });
  rmSync(folder, { recursive: true });
  if (status !== 0)
    throw new Error(`The files for the kernel could not be packed: ${String(stderr)}`);
}
