import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

describe('the process of the engine', () => {
  it('answers what came over a port before it was ready, and leaves in order', () => {
    const { status, stdout } = runMain('ask');
    expect(JSON.parse(stdout)).toEqual({ id: 7, ok: true, value: [] });
    expect(status).toBe(0);
  });

  it('ends with the code of a bug and says where it was', () => {
    const { status, stderr } = runMain('throw');
    expect(status).toBe(70);
    expect(stderr).toContain('engine: uncaught: Error: a bug');
  });
});

function runMain(what: string) {
  const home = mkdtempSync(path.join(tmpdir(), 'resetbench-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const child = fileURLToPath(new URL('main-child.ts', import.meta.url));
  const args = [child, '--mode=sandbox', `--home=${home}`, what];
  return spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
}
