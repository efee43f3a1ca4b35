import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { scratch } from './project.mjs';

/** Runs `work` while no other set-up runs in this checkout; a lock left by a process that died is taken over. */
export async function exclusively(work, folder = scratch) {
  const lockFile = join(folder, 'set-up.lock');
  mkdirSync(folder, { recursive: true });
  while (!tryLock(lockFile)) await wait(200);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function tryLock(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(readHolder(lockFile))) rmSync(lockFile, { force: true });
    return false;
  }
}

function readHolder(lockFile) {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
