import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { jobOf } from '../../scripts/kernel/job.mjs';
import { root } from '../../scripts/setup/project.mjs';

const print =
  'console.log(JSON.stringify([process.cwd(), process.env.ODD, process.argv.slice(1)]))';

describe.skipIf(process.platform === 'win32')('the job of the machine', () => {
  it('runs in the repository, with every word and variable as it is', () => {
    const odd = `it's "$HOME" \\ & more`;
    const command = [process.execPath, '-e', print, odd, ''];
    const { stdout } = spawnSync('/bin/sh', ['-c', jobOf(command, { ODD: odd })]);
    expect(JSON.parse(String(stdout))).toEqual([root, odd, [odd, '']]);
  });

  it('ends with the exit code of its command', () => {
    const job = jobOf([process.execPath, '-e', 'process.exit(7)'], {});
    expect(spawnSync('/bin/sh', ['-c', job]).status).toBe(7);
  });
});
