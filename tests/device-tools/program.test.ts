import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTool, skipWithoutTools } from './run-tool.ts';

skipWithoutTools();

it('the fake devices run as a program of their own until they are interrupted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fake-devices-'));
  const main = 'tests/support/fake-devices/main.ts';
  const args = [main, '--socket', join(folder, 'mux'), '--devices', '3'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { out } = await runTool({ address: line.toString().trim() }, 'idevice_id', '-l');
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  rmSync(folder, { recursive: true });
  expect(out.trim().split('\n')).toHaveLength(3);
  expect(code).toBe(0);
});
