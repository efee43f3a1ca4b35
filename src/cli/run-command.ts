import { say } from '../core/words/words.ts';
import { readCommandLine, type CommandLine, type Misuse } from './command-line.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { complain, print } from './output.ts';
import { version } from './version.ts';

/** Runs one command line to its exit code. Each command is loaded only when it is asked for. */
export async function runCommand(args: readonly string[]): Promise<ExitCode> {
  const read = readCommandLine(args, process.env);
  if (!read.ok) return refuse(read.error);
  const line = read.value;
  const done = await run(line);
  return typeof done === 'number' ? done : refuse({ ...done, language: line.language });
}

/** What a command finds wrong with its own words. */
export type Done = ExitCode | Omit<Misuse, 'language'>;

async function run(line: CommandLine): Promise<Done> {
  switch (line.command) {
    case 'version':
      print(version());
      return EXIT.answered;
    case 'help':
      print(say(line.language, 'cli.help', { version: version() }));
      return EXIT.answered;
    case 'classify':
      return (await import('./classify.ts')).classify(line);
    case 'check':
      return (await import('./check.ts')).check(line);
    case 'ledger':
      return (await import('./ledger.ts')).ledger(line);
    case 'doctor':
      return (await import('./doctor.ts')).doctor(line);
  }
}

function refuse({ key, params, language }: Misuse): ExitCode {
  complain(say(language, `cli.usage.${key}`, params));
  complain(say(language, 'cli.usage.seeHelp'));
  return EXIT.usage;
}
