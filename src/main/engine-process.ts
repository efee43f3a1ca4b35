import { app, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { engineArguments, fromEngineSchema } from '../contract/host.ts';
import type { FromEngine, Launch, ToEngine } from '../contract/host.ts';
import { answerBrowser } from './answer-browser.ts';
import { answerSecret } from './answer-secret.ts';
import { builtFile } from './built-files.ts';
import { openSignIn } from './external-links.ts';
import { createHeartbeat, type Heartbeat } from './heartbeat.ts';
import type { ShellSecrets } from './kept-secrets.ts';
import { log } from './log.ts';
import { createRestartBudget } from './restart-budget.ts';

const beatEvery = 2_000;
const goodbyeLimit = 2_000;
const restartsAMinute = 5;

interface EngineOptions {
  readonly launch: Launch;
  readonly secrets: ShellSecrets;
}

/**
 * The engine's process and its lives. It is started again whenever it ends, at most five times a minute;
 * `onChange` listeners hear of each new life (`generation` has grown) and of `hasGivenUp`.
 */
export class EngineProcess {
  readonly #options: EngineOptions;
  readonly #budget = createRestartBudget(restartsAMinute, 60_000);
  readonly #listeners = new Set<() => void>();
  #child: UtilityProcess | null = null;
  #generation = 0;
  #isStopping = false;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  get generation(): number {
    return this.#generation;
  }

  get hasGivenUp(): boolean {
    return this.#child === null && this.#generation > 0;
  }

  /** Starts a life. After giving up this is the operator's "try again". */
  start(): void {
    this.#generation += 1;
    const args = engineArguments(this.#options.launch);
    const child = utilityProcess.fork(builtFile('build', 'engine.cjs'), args, {
      serviceName: 'Resetbench engine',
      stdio: 'inherit',
    });
    this.#child = child;
    const heartbeat = this.#listenToHeart(child);
    child.on('message', (message) => this.#hear(message, heartbeat));
    child.once('exit', (code) => this.#ended(code));
    for (const listener of this.#listeners) listener();
  }

  startAgain(): void {
    this.#budget.reset();
    if (this.hasGivenUp) this.start();
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Gives one end of a channel to the current life. Messages wait until the process is up. */
  givePort(port: MessagePortMain): void {
    this.#child?.postMessage({ kind: 'port', generation: this.#generation }, [port]);
  }

  /** Lets the engine close its ledger; resolves when its process has ended, after two seconds by force. */
  stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (!child) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => killHard(child), goodbyeLimit);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#tell({ kind: 'bye' });
    });
  }

  /** Ends this life on purpose, to start the next from a new bundle. */
  replace(): void {
    this.#budget.reset();
    this.#child?.kill();
  }

  #tell(message: ToEngine): void {
    this.#child?.postMessage(message);
  }

  #listenToHeart(child: UtilityProcess): Heartbeat {
    const heartbeat = createHeartbeat({
      ask: (id) => this.#tell({ kind: 'ping', id }),
      stopped: () => {
        log('the engine does not answer; it is ended and started again');
        killHard(child);
      },
    });
    const timer = setInterval(() => heartbeat.beat(), beatEvery);
    child.once('exit', () => clearInterval(timer));
    return heartbeat;
  }

  #hear(raw: unknown, heartbeat: Heartbeat): void {
    const message = fromEngineSchema.safeParse(raw);
    if (!message.success) return log('the engine sent something unknown');
    if (message.data.kind === 'pong') return heartbeat.answered(message.data.id);
    void this.#answer(message.data).then((answer) => this.#tell(answer));
  }

  #answer(question: Exclude<FromEngine, { kind: 'pong' }>): Promise<ToEngine> {
    const { launch, secrets } = this.#options;
    if (question.kind !== 'openBrowser') return answerSecret(secrets, question);
    return answerBrowser(question, { mode: launch.mode, open: openSignIn });
  }

  #ended(code: number): void {
    this.#child = null;
    if (this.#isStopping) return;
    log(`the engine ended with code ${code}`);
    if (this.#budget.mayRestart(Date.now())) return this.start();
    log(`the engine ended ${restartsAMinute} times within a minute; it stays down`);
    for (const listener of this.#listeners) listener();
  }
}

/** An engine that is still to be started, and that ends in order before the app does. */
export function createEngine(options: EngineOptions): EngineProcess {
  const engine = new EngineProcess(options);
  let hasStopped = false;
  app.on('will-quit', (event) => {
    if (hasStopped) return;
    // app.quit() takes the engine along without any of its handlers running.
    event.preventDefault();
    void engine.stop().then(() => {
      hasStopped = true;
      app.quit();
    });
  });
  return engine;
}

// A busy engine would never get to run its own handler of a polite signal.
function killHard(child: UtilityProcess): void {
  if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
}
