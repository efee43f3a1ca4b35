import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { runCli } from './run-cli.ts';

describe('the command line', () => {
  it('takes its language from the system unless it is told one', () => {
    const fromSystem = readCommandLine(['doctor'], { LANG: 'de_AT.UTF-8' });
    const told = readCommandLine(['doctor', '--language', 'en'], { LANG: 'de_AT.UTF-8' });
    expect(fromSystem).toMatchObject({ value: { language: 'de' } });
    expect(told).toMatchObject({ value: { language: 'en' } });
  });

  it('takes what follows -- for codes, even if it looks like an option', () => {
    const read = readCommandLine(['classify', '--json', '--', '--sandbox', '-x'], {});
    expect(read).toMatchObject({
      value: { words: ['--sandbox', '-x'], sandbox: false, json: true },
    });
  });

  it.each([
    [['frob'], 'command'],
    [['check', '--frob'], 'option'],
    [['check', '--file'], 'needsFile'],
    [['check', '--settings', '--json'], 'needsFile'],
    [['check', '--settings', ''], 'needsFile'],
    [['sync', '--target'], 'needsTarget'],
    [['migrate', '--deadline', ''], 'deadline'],
    [['jobs', '--deadline', '2026-12-24T18:00'], 'optionNotHere'],
    [['sync', '--timeout'], 'timeout'],
    [['check', '--sandbox', '--settings', 'x.json', 'y'], 'twoWorlds'],
    [['check', '--json=yes', 'y'], 'option'],
    [['--language', 'xx', 'check'], 'language'],
    [['classify', '--cached', 'x'], 'optionNotHere'],
    [['--sandbox'], 'command'],
    [['jobs', '--cached'], 'optionNotHere'],
    [['quota', '--watch'], 'optionNotHere'],
    [['devices', '--cached'], 'optionNotHere'],
    [['doctor', '--settings', 'x.json'], 'optionNotHere'],
    [['classify', '--token-stdin', '-'], 'optionNotHere'],
    [['sync', '--timeout', 'soon'], 'timeout'],
    [['assign', '--timeout', '0', 'x'], 'timeout'],
  ])('refuses %j', (args, key) => {
    expect(readCommandLine(args, {})).toMatchObject({ ok: false, error: { key } });
  });

  it('prints its help and every exit code', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const exit of ['0', '1', '2', '3', '130'])
      expect(stdout).toMatch(new RegExp(`^  ${exit}  `, 'm'));
  });

  it('takes help for a command as well', async () => {
    const [command, option] = await Promise.all([runCli(['help']), runCli(['--help'])]);
    expect(command).toEqual(option);
  });

  it.each([
    [['sync', 'extra'], 'sync takes no “extra”.'],
    [['check', '--settings'], '--settings needs a file.'],
    [['assign', '--sandbox'], 'assign needs serials: name them, or give --file or -.'],
    [['frob', '--frob=yes'], 'There is no option --frob, or it has no value.'],
  ])('says of %j what is missing or too much', async (args, sentence) => {
    const { code, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stderr.split('\n')[0]).toBe(sentence);
  });

  it('prints its help in German', async () => {
    const { stdout } = await runCli(['--help', '--language', 'de']);
    expect(stdout).toContain('Rückgabewerte');
  });

  it('prints the version alone', async () => {
    const { stdout } = await runCli(['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('ends with 2 and one sentence on standard error when it is not understood', async () => {
    const { code, stdout, stderr } = await runCli(['frob']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('There is no command “frob”.');
  });
});
