import type { InputOf } from '../contract/calls.ts';
import { say } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import type { CommandLine } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { dataHome, modeOf } from './data-folder.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { hurry } from './hurry.ts';
import { tokenOfStandardInput } from './inputs.ts';
import { complain } from './output.ts';
import { loadSettings, type LoadedSettings } from './settings.ts';
import { signIn } from './sign-in.ts';

export interface Wanted {
  /** A bench does work, one at a time on a data folder; a visitor looks. */
  readonly role: 'bench' | 'visitor';
  /**
   * `needed`: without connections and a sign-in the command cannot do anything. `wanted`: it says what it can
   * without. `none`: it asks no cloud.
   */
  readonly clouds: 'needed' | 'wanted' | 'none';
  readonly tasks: InputOf<'connections.signIn'>['tasks'];
}

type Run = (engine: Engine) => Promise<ExitCode>;

/**
 * Opens the engine of this command line, runs a command on it, and closes it in order, also on Ctrl+C. In the
 * sandbox its clock is hurried meanwhile.
 */
export async function withEngine(line: CommandLine, wanted: Wanted, run: Run): Promise<ExitCode> {
  const loaded = line.settings === undefined ? {} : loadSettings(line.settings, line.language);
  if (!loaded) return EXIT.failed;
  const givenToken = await tokenFor(line);
  const engine = await open(line, wanted, { ...loaded, givenToken });
  if (!engine) return EXIT.failed;
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<ExitCode>((resolve) => {
    interrupt = () => resolve(EXIT.interrupted);
  });
  process.once('SIGINT', interrupt);
  try {
    const running = connectAndRun(engine, line, { wanted, givenToken, run });
    return await Promise.race([running, interrupted]);
  } finally {
    await engine.close();
    process.off('SIGINT', interrupt);
  }
}

async function open(
  line: CommandLine,
  { role }: Wanted,
  given: Partial<LoadedSettings> & { readonly givenToken: string | undefined },
): Promise<Engine | undefined> {
  const { composeEngine } = await import('../engine/compose.ts');
  const composed = await composeEngine({
    ...given,
    mode: modeOf(line),
    home: dataHome(),
    role,
    log: complain,
    // The person opens it: a command line may run where no browser is.
    openBrowser: (url) => {
      complain(say(line.language, 'cli.signIn.browser', { url }));
      return Promise.resolve(true);
    },
  });
  if (composed.ok) return composed.value;
  complainOf(composed.error, line.language);
  return undefined;
}

interface Connecting {
  readonly wanted: Wanted;
  readonly givenToken: string | undefined;
  readonly run: Run;
}

async function connectAndRun(
  engine: Engine,
  line: CommandLine,
  { wanted, givenToken, run }: Connecting,
): Promise<ExitCode> {
  if (!line.sandbox && wanted.clouds !== 'none') {
    const isReady = await connect(engine, line, { tasks: wanted.tasks, givenToken });
    if (!isReady && wanted.clouds === 'needed') return EXIT.failed;
  }
  const slowDown = await hurry(engine, line);
  try {
    return await run(engine);
  } finally {
    await slowDown();
  }
}

async function connect(
  engine: Engine,
  line: CommandLine,
  { tasks, givenToken }: Pick<Wanted, 'tasks'> & Pick<Connecting, 'givenToken'>,
): Promise<boolean> {
  const view = await engine.calls['connections.read']({});
  const connections = view.ok ? view.value.connections : undefined;
  if (!connections || (connections.organizations.length === 0 && !connections.tenant)) {
    complain(say(line.language, 'cli.notConnected'));
    return false;
  }
  return givenToken !== undefined || signIn(engine, { tasks, language: line.language });
}

/** A token from any other tool: in the first line of standard input, else in the environment. */
async function tokenFor({ tokenStdin }: CommandLine): Promise<string | undefined> {
  const given = tokenStdin ? await tokenOfStandardInput() : process.env['RESETBENCH_GRAPH_TOKEN'];
  return given?.trim() || undefined;
}
