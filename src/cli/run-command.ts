import { say } from '../core/words/words.ts';
import {
  readCommandLine,
  type CommandLine,
  type CommandName,
  type Misuse,
} from './command-line.ts';
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
  const { command, language } = line;
  if (command !== 'version' && command !== 'help') return (await COMMANDS[command]())(line);
  print(command === 'version' ? version() : say(language, 'cli.help', { version: version() }));
  return EXIT.answered;
}

type Command = (line: CommandLine) => Done | Promise<Done>;

const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  assign: async () => (await import('./assign.ts')).assign,
  migrate: async () => (await import('./migrate.ts')).migrate,
  sync: async () => (await import('./sync.ts')).sync,
  devices: async () => (await import('./devices.ts')).devices,
  jobs: async () => (await import('./jobs.ts')).jobs,
  quota: async () => (await import('./quota.ts')).quota,
  runway: async () => (await import('./runway.ts')).runway,
  classify: async () => (await import('./classify.ts')).classify,
  ledger: async () => (await import('./ledger.ts')).ledger,
  doctor: async () => (await import('./doctor.ts')).doctor,
};

function refuse({ key, params, language }: Misuse): ExitCode {
  complain(say(language, `cli.usage.${key}`, params));
  complain(say(language, 'cli.usage.seeHelp'));
  return EXIT.usage;
}
