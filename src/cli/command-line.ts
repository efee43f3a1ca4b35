import { parseArgs } from 'node:util';
import { failure, success, type Result } from '../core/result.ts';
import { CATALOGUES, languageOf, type Language } from '../core/words/words.ts';

/** Every command, and the options that it takes beside those that all do. */
const OPTIONS_OF = {
  check: ['file', 'cached', 'settings', 'token-stdin'],
  assign: ['file', 'settings', 'token-stdin', 'timeout'],
  migrate: ['file', 'deadline', 'cancel', 'settings', 'token-stdin', 'timeout'],
  sync: ['target', 'settings', 'token-stdin', 'timeout'],
  devices: ['watch', 'settings'],
  jobs: ['watch', 'settings'],
  quota: ['settings'],
  runway: ['cached', 'settings', 'token-stdin'],
  classify: [],
  ledger: [],
  doctor: [],
} as const satisfies Record<string, readonly OwnOption[]>;

/** What takes other options than the command that it begins with: only a retry asks a cloud and waits for it. */
const OPTIONS_OF_ACT: Readonly<Record<string, readonly OwnOption[]>> = {
  'jobs cancel': ['settings'],
  'jobs retry': ['settings', 'token-stdin', 'timeout'],
};

export type CommandName = keyof typeof OPTIONS_OF;
type OwnOption = (typeof OWN_OPTIONS)[number];
const OWN_OPTIONS = [
  'file',
  'deadline',
  'cancel',
  'cached',
  'settings',
  'token-stdin',
  'timeout',
  'target',
  'watch',
] as const;

/** A command line that was understood. */
export interface CommandLine {
  readonly command: CommandName | 'help' | 'version';
  /** What stands after the command: serials, codes, or what to do with a job or the ledger. */
  readonly words: readonly string[];
  readonly file?: string | undefined;
  readonly settings?: string | undefined;
  readonly target?: string | undefined;
  /** As it was written. */
  readonly deadline?: string | undefined;
  readonly cancel: boolean;
  /** A token for Microsoft Graph stands in the first line of standard input. */
  readonly tokenStdin: boolean;
  /** Minutes of the wall after which a command no longer waits. */
  readonly timeout: number;
  readonly watch: boolean;
  readonly sandbox: boolean;
  readonly json: boolean;
  readonly cached: boolean;
  readonly language: Language;
}

/** A word key under `cli.usage` and what fills it. */
export interface Misuse {
  readonly key:
    | 'option'
    | 'command'
    | 'language'
    | 'optionNotHere'
    | 'nothingToDo'
    | 'noSerials'
    | 'needsFile'
    | 'needsTarget'
    | 'extra'
    | 'twoWorlds'
    | 'ledger'
    | 'timeout'
    | 'needsJob'
    | 'deadline'
    | 'migrate';
  readonly params: Readonly<Record<string, string>>;
  readonly language: Language;
}

/** A sync waits a quarter of an hour, a profile settles ten minutes, Apple takes one order in six. */
const DEFAULT_TIMEOUT = '60';

/** Reads the arguments; `env` gives the language unless `--language` does. */
export function readCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<CommandLine, Misuse> {
  const system = systemLanguage(env);
  const parsed = parse(args);
  if (!parsed.ok) return failure({ ...parsed.error, language: system });
  const { values, positionals } = parsed.value;
  const language = values.language ?? system;
  if (!isLanguage(language)) {
    const known = Object.keys(CATALOGUES).join(', ');
    return failure({ key: 'language', params: { language, known }, language: system });
  }
  const [name, ...words] = positionals;
  const { 'token-stdin': tokenStdin, timeout, ...same } = values;
  const line = { ...same, tokenStdin, timeout: minutes(timeout), words, language };
  if (values.version) return success({ ...line, command: 'version' });
  if (values.help || args.length === 0 || name === 'help')
    return success({ ...line, command: 'help' });
  return withCommand(line, name ?? '', values);
}

function systemLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  return languageOf(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en');
}

function withCommand(
  line: Omit<CommandLine, 'command'>,
  name: string,
  values: Values,
): Result<CommandLine, Misuse> {
  const { language } = line;
  if (!isCommand(name)) return failure({ key: 'command', params: { command: name }, language });
  const act = `${name} ${line.words[0]}`;
  const ofAct = OPTIONS_OF_ACT[act];
  const option = misplacedOption(values, ofAct ?? OPTIONS_OF[name]);
  if (option !== undefined) {
    const params = { option: `--${option}`, command: ofAct ? act : name };
    return failure({ key: 'optionNotHere', params, language });
  }
  const empty = VALUE_OPTIONS.find((each) => values[each]?.trim() === '');
  if (empty !== undefined) {
    return failure({ key: VALUE_MISSING[empty], params: { option: `--${empty}` }, language });
  }
  if (line.sandbox && line.settings !== undefined) {
    return failure({ key: 'twoWorlds', params: {}, language });
  }
  if (!(line.timeout > 0)) return failure({ key: 'timeout', params: {}, language });
  return success({ ...line, command: name });
}

function misplacedOption(values: Values, allowed: readonly OwnOption[]): OwnOption | undefined {
  return OWN_OPTIONS.find((option) => isGiven(values, option) && !allowed.includes(option));
}

function isGiven(values: Values, option: OwnOption): boolean {
  return values[option] !== undefined && values[option] !== false;
}

/** NaN for a text that is no number. */
function minutes(given: string = DEFAULT_TIMEOUT): number {
  return given.trim() === '' ? Number.NaN : Number(given);
}

const OPTIONS = {
  file: { type: 'string' },
  settings: { type: 'string' },
  target: { type: 'string' },
  timeout: { type: 'string' },
  deadline: { type: 'string' },
  cancel: { type: 'boolean', default: false },
  'token-stdin': { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  sandbox: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  cached: { type: 'boolean', default: false },
  language: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'V', default: false },
} as const;
type Values = Extract<ReturnType<typeof parse>, { ok: true }>['value']['values'];

function parse(args: readonly string[]) {
  try {
    const options = { args: [...args], options: OPTIONS, allowPositionals: true } as const;
    return success(parseArgs(options));
  } catch (error) {
    // Node names the option in quotes; its sentence is English only, so that ours is shown instead.
    const message = error instanceof Error ? error.message : '';
    const option = /'([^' ,]{1,60})[^']*'/.exec(message)?.[1] ?? '';
    const valued = VALUE_OPTIONS.find((each) => option === `--${each}`);
    return failure({
      key: valued ? VALUE_MISSING[valued] : ('option' as const),
      params: { option },
    });
  }
}

/** What Node refuses of these can only be that their value is missing. */
const VALUE_MISSING = {
  settings: 'needsFile',
  file: 'needsFile',
  target: 'needsTarget',
  timeout: 'timeout',
  deadline: 'deadline',
} as const satisfies Partial<Record<OwnOption, Misuse['key']>>;
const VALUE_OPTIONS = ['settings', 'file', 'target', 'timeout', 'deadline'] as const;

function isLanguage(text: string): text is Language {
  return Object.hasOwn(CATALOGUES, text);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(OPTIONS_OF, name);
}
