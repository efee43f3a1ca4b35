import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { linesOf, MAIN, runCli } from './run-cli.ts';

const BYPASS = 'HTLT0-JVR2R-2D0P-R3CD-2Y7T-MZ5Q';

describe('classify', () => {
  it('prints one object per code, in order', async () => {
    const { code, stdout } = await runCli(['classify', '--json', '--', 'F2LTESTA0001', '§§§']);
    expect(code).toBe(0);
    expect(linesOf(stdout)).toEqual([
      { input: 'F2LTESTA0001', kind: 'serial', value: 'F2LTESTA0001', candidates: [] },
      { input: '§§§', kind: 'unknown', value: '', candidates: [] },
    ]);
  });

  it('reads standard input line by line, with the line ends of any system', async () => {
    const { stdout } = await runCli(['classify', '--json', '-'], {
      input: 'F2LTESTA0001\r\nF2LTESTA0002\n\n',
    });
    expect(linesOf(stdout).map((line) => line['value'])).toEqual(['F2LTESTA0001', 'F2LTESTA0002']);
  });

  it('prints nothing for empty standard input', async () => {
    expect(await runCli(['classify', '--json', '-'])).toMatchObject({ code: 0, stdout: '' });
  });

  it.each([['--json'], []])('never prints a bypass code (%s)', async (...options) => {
    const { stdout, stderr } = await runCli(['classify', ...options, '--', BYPASS]);
    for (const part of BYPASS.split('-')) expect(stdout + stderr).not.toContain(part);
  });

  it('needs something to look at', async () => {
    expect(await runCli(['classify', '--json'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('takes a code of 100,000 characters', async () => {
    const { code, stdout } = await runCli(['classify', '--json', '-'], {
      input: 'A'.repeat(100_000),
    });
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([{ kind: 'unknown' }]);
    expect(stdout.length).toBeLessThan(500);
  });

  it('ends without a word when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [MAIN, 'classify', '--json', '-']);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.on('error', () => undefined); // it may have ended already
    child.stdin.end('F2LTESTA0001\n'.repeat(50_000));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
