import { parseArgs } from 'node:util';
import { failure, success, type Result } from '../core/result.ts';
import { CATALOGUES, languageOf, type Language } from '../core/words/words.ts';

export const COMMANDS = ['check', 'classify', 'ledger', 'doctor'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** A command line that was understood. */
export interface CommandLine {
  readonly command: CommandName | 'help' | 'version';
  /** What stands after the command: serials, codes, or `verify`. */
  readonly words: readonly string[];
  readonly file?: string | undefined;
  readonly sandbox: boolean;
  readonly json: boolean;
  readonly cached: boolean;
  readonly language: Language;
}

/** A word key under `cli.usage` and what fills it. */
export interface Misuse {
  readonly key: 'option' | 'command' | 'language' | 'optionNotHere' | 'nothingToDo' | 'ledger';
  readonly params: Readonly<Record<string, string>>;
  readonly language: Language;
}

/** Reads the arguments; `env` gives the language unless `--language` does. */
export function readCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<CommandLine, Misuse> {
  const system = systemLanguage(env);
  const parsed = parse(args);
  if (!parsed.ok) {
    return failure({ key: 'option', params: { option: parsed.error }, language: system });
  }
  const { values, positionals } = parsed.value;
  const language = values.language ?? system;
  if (!isLanguage(language)) {
    const known = Object.keys(CATALOGUES).join(', ');
    return failure({ key: 'language', params: { language, known }, language: system });
  }
  const [name, ...words] = positionals;
  const line = { ...values, words, language };
  if (values.version) return success({ ...line, command: 'version' });
  if (values.help || args.length === 0) return success({ ...line, command: 'help' });
  return withCommand(line, name ?? '');
}

function systemLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  return languageOf(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en');
}

function withCommand(
  line: Omit<CommandLine, 'command'>,
  name: string,
): Result<CommandLine, Misuse> {
  const { language } = line;
  if (!isCommand(name)) return failure({ key: 'command', params: { command: name }, language });
  const option = misplacedOption(line, name);
  if (option === undefined) return success({ ...line, command: name });
  return failure({ key: 'optionNotHere', params: { option, command: name }, language });
}

function misplacedOption(
  { file, cached }: Pick<CommandLine, 'file' | 'cached'>,
  command: CommandName,
): string | undefined {
  if (command === 'check') return undefined;
  if (file !== undefined) return '--file';
  return cached ? '--cached' : undefined;
}

const OPTIONS = {
  file: { type: 'string' },
  sandbox: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  cached: { type: 'boolean', default: false },
  language: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'V', default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    const options = { args: [...args], options: OPTIONS, allowPositionals: true } as const;
    return success(parseArgs(options));
  } catch (error) {
    // Node names the option in quotes; its sentence is English only, so that ours is shown instead.
    const message = error instanceof Error ? error.message : '';
    return failure(/'([^']{1,60})'/.exec(message)?.[1] ?? '');
  }
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(CATALOGUES, text);
}

function isCommand(name: string): name is CommandName {
  return COMMANDS.some((command) => command === name);
}
