import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { failure, success } from '../core/result.ts';
import type { Reply } from './engine.ts';

/** The process that works on a folder. Its number alone does not name it: systems give numbers out again. */
const holderSchema = z.object({
  pid: z.number().int().positive(),
  /** What Linux says about when it began; elsewhere null. */
  began: z.string().nullable(),
  /** Wall clock. */
  lockedAt: z.number(),
});
type Holder = z.infer<typeof holderSchema>;

/**
 * Lets one process at a time do the work of a bench in a folder; gives back how to let go. `benchRunning` while
 * another one is at it. What a process left that ended without letting go is taken over. A folder that cannot be
 * written is not locked: whoever opens the ledger in it is told why.
 */
export function lockBench(folder: string): Reply<() => void> {
  const file = path.join(folder, 'bench.lock');
  const own: Holder = { pid: process.pid, began: beginOf(process.pid), lockedAt: Date.now() };
  const text = JSON.stringify(own);
  const first = write(file, text);
  const written = first === 'taken' && removeIfLeft(file) ? write(file, text) : first;
  if (written === 'taken') return failure({ code: 'benchRunning' });
  return success(() => letGo(file, text));
}

function write(file: string, text: string): 'written' | 'taken' | 'refused' {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return 'written';
  } catch (error) {
    return hasCode(error, 'EEXIST') ? 'taken' : 'refused';
  }
}

/** Removes a lock whose holder is gone; false while there is one. */
function removeIfLeft(file: string): boolean {
  const holder = readHolder(file);
  if (holder && isAtWork(holder)) return false;
  try {
    rmSync(file, { force: true });
  } catch {
    // A folder that refuses: the writing that follows is refused as well.
  }
  return true;
}

/** Undefined for a lock that nobody can have written whole. */
function readHolder(file: string): Holder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function isAtWork({ pid, began, lockedAt }: Holder): boolean {
  // One process has one bench: an earlier one in it has ended, whatever it left behind.
  if (pid === process.pid || !isAlive(pid)) return false;
  const bootedAt = Date.now() - os.uptime() * 1_000;
  return began === null ? lockedAt >= bootedAt : began === beginOf(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return hasCode(error, 'EPERM');
  }
}

/** The run of the kernel and the tick in it at which a process began: the same for no other process, ever. */
function beginOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold blanks; the tick is the 22nd field, the 20th after the name (proc(5)).
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return `${boot}/${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}

/** Only one's own lock: a later bench may have taken it over. */
function letGo(file: string, text: string): void {
  try {
    if (readFileSync(file, 'utf8') === text) rmSync(file, { force: true });
  } catch {
    // Already gone, or on a disk that refuses: the next bench finds that this process has ended.
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
