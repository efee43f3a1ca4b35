import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aHome, linesOf, runCli } from './run-cli.ts';

describe('doctor', () => {
  it('names the data folder, both ledgers and the USB bus', async () => {
    const home = path.join(aHome(), 'not', 'made', 'yet');
    const { stdout } = await runCli(['doctor', '--json'], { home });
    const names = linesOf(stdout).map((line) => line['name']);
    expect(names).toEqual(
      expect.arrayContaining(['Packages', 'Data folder', 'Ledger', 'Ledger of the sandbox', 'USB']),
    );
  });

  it('shows how to read each line for a person', async () => {
    const { stdout } = await runCli(['doctor', '--language', 'de']);
    expect(stdout).toMatch(/^ready {3}Datenordner: /m);
  });
});
