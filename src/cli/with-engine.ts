import type { InputOf } from '../contract/calls.ts';
import type { Connections } from '../core/connections.ts';
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
  const loaded = settingsFor(line);
  if (!loaded) return EXIT.failed;
  const givenToken = await tokenFor(line);
  const { interrupted, heedNoLonger } = heedInterrupts();
  try {
    const engine = await open(line, wanted, { ...loaded, givenToken });
    if (!engine) return EXIT.failed;
    const connecting = { ...wanted, settings: loaded.settings, hasToken: givenToken !== undefined };
    const running = connectAndRun(engine, line, { connecting, run });
    return await Promise.race([running, interrupted]).finally(() => engine.close());
  } finally {
    heedNoLonger();
  }
}

/** From the first moment on: a bench that is just being opened has to be closed in order as well. */
function heedInterrupts() {
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<ExitCode>((resolve) => {
    interrupt = () => resolve(EXIT.interrupted);
  });
  process.once('SIGINT', interrupt);
  return { interrupted, heedNoLonger: () => process.off('SIGINT', interrupt) };
}

function settingsFor({ settings, language }: CommandLine): Partial<LoadedSettings> | undefined {
  return settings === undefined ? {} : loadSettings(settings, language);
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
    log: process.env['RESETBENCH_LOG'] ? complain : () => undefined,
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

interface Connecting extends Wanted {
  readonly settings: Connections | undefined;
  readonly hasToken: boolean;
}

async function connectAndRun(
  engine: Engine,
  line: CommandLine,
  { connecting, run }: { readonly connecting: Connecting; readonly run: Run },
): Promise<ExitCode> {
  if (!line.sandbox && connecting.clouds !== 'none') {
    const isReady = await connect(engine, line, connecting);
    if (!isReady && connecting.clouds === 'needed') return EXIT.failed;
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
  { language }: CommandLine,
  { settings, tasks, hasToken }: Connecting,
): Promise<boolean> {
  const connections = settings ?? (await connectionsOf(engine));
  if (!connections || (connections.organizations.length === 0 && !connections.tenant)) {
    complain(say(language, 'cli.notConnected'));
    return false;
  }
  return hasToken || signIn(engine, { tasks, language });
}

/** What was set up in the app, if anything was. */
async function connectionsOf(engine: Engine): Promise<Connections | undefined> {
  const view = await engine.calls['connections.read']({});
  return view.ok ? view.value.connections : undefined;
}

/** A token from any other tool: in the first line of standard input, else in the environment. Never for a rehearsal. */
async function tokenFor({ sandbox, tokenStdin }: CommandLine): Promise<string | undefined> {
  if (sandbox) return undefined;
  const given = tokenStdin ? await tokenOfStandardInput() : process.env['RESETBENCH_GRAPH_TOKEN'];
  return given?.trim() || undefined;
}
