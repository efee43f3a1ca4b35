import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockBench } from '../../src/engine/bench-lock.ts';

describe('the lock of a bench', () => {
  it('is let go, and then another process can have it', async () => {
    const folder = aFolder();
    const release = locked(folder);
    expect(await lockedByAnother(folder)).toBe('benchRunning');
    release();
    expect(existsSync(lockIn(folder))).toBe(false);
    expect(await lockedByAnother(folder)).toBe('locked');
  });

  it('of a process that was killed is taken over', async () => {
    const folder = aFolder();
    await lockedByAnother(folder);
    expect(existsSync(lockIn(folder))).toBe(true);
    expect(lockBench(folder).ok).toBe(true);
  });

  it('of an earlier process with the same number is taken over', () => {
    const folder = aFolder();
    locked(folder);
    const holder = JSON.parse(readFileSync(lockIn(folder), 'utf8')) as object;
    // The parent of this test is alive, but it is not the process that began then.
    const earlier = { ...holder, pid: process.ppid, lockedAt: 0 };
    writeFileSync(lockIn(folder), JSON.stringify(earlier));
    expect(lockBench(folder).ok).toBe(true);
  });

  it('that is no lock at all is taken over', () => {
    const folder = aFolder();
    writeFileSync(lockIn(folder), '');
    expect(lockBench(folder).ok).toBe(true);
  });

  it('is not removed by somebody who has lost it', () => {
    const folder = aFolder();
    const release = locked(folder);
    writeFileSync(lockIn(folder), 'of another');
    release();
    expect(readFileSync(lockIn(folder), 'utf8')).toBe('of another');
  });

  it('does not stand in the way where nothing can be written', () => {
    expect(lockBench(path.join(aFolder(), 'gone')).ok).toBe(true);
  });
});

function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'resetbench-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const lockIn = (folder: string) => path.join(folder, 'bench.lock');

function locked(folder: string): () => void {
  const lock = lockBench(folder);
  if (!lock.ok) throw new Error(lock.error.code);
  return lock.value;
}

/** What another process is told that wants the lock, and that ends without letting go. */
async function lockedByAnother(folder: string): Promise<string> {
  const module = new URL('../../src/engine/bench-lock.ts', import.meta.url).href;
  const script = `
    const { lockBench } = await import(${JSON.stringify(module)});
    const lock = lockBench(${JSON.stringify(folder)});
    process.stdout.write(lock.ok ? 'locked' : lock.error.code);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  await once(child, 'close');
  return told;
}
