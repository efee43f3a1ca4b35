import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aFolder, aLedger } from './a-ledger.ts';

const CHILD = fileURLToPath(new URL('append-child.ts', import.meta.url));
const ROUNDS = 6;

describe('a bench that is killed while it writes', () => {
  it('has every acknowledged event on disk, and a chain that holds', async () => {
    const folder = aFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      acknowledged.push(...(await appendUntilKilled(folder, Math.random() * 120)));
      const ledger = aLedger({ folder });
      const onDisk = new Set(ledger.newest(['handedOver'], 1e6).map(({ id }) => id));
      expect(acknowledged.filter((id) => !onDisk.has(id))).toEqual([]);
      expect(ledger.verify().firstBreak).toBeUndefined();
      ledger.close();
    }
    expect(acknowledged.length).toBeGreaterThan(ROUNDS);
  }, 30_000);
});

/** The ids that the child had printed whole when it was killed, some time after its first. */
async function appendUntilKilled(folder: string, milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await once(child, 'close');
  return printed.split('\n').slice(0, -1);
}
