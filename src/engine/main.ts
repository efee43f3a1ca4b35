/** The engine inside Electron's utility process: ports come from main, requests come over the ports. */
import { setFlagsFromString } from 'node:v8';
import {
  fromEngineSchema,
  readEngineArguments,
  toEngineSchema,
  type FromEngine,
} from '../contract/host.ts';
import { createBrowserOfMain } from './browser-of-main.ts';
import { composeEngine } from './compose.ts';
import { createEngineHolder } from './engine-holder.ts';
import type { Engine, Reply } from './engine.ts';
import { fetchOfElectron } from './net-of-electron.ts';
import { parentPortOf } from './parent-port.ts';
import { createSecretsOfMain } from './secrets-of-main.ts';
import { servePort } from './serve-port.ts';

// A listing makes much short-lived garbage: without this V8 keeps about 25 MB that nobody needs (measured).
setFlagsFromString('--semi-space-growth-factor=1');

/** EX_SOFTWARE: the program itself is wrong. Main starts the next life. */
const SOFTWARE_ERROR = 70;

process.on('uncaughtException', (error) => endBy('uncaught', error));
process.on('unhandledRejection', (error) => endBy('unhandled rejection', error));

const parentPort = parentPortOf(process);
const launch = readEngineArguments(process.argv);
const secrets = createSecretsOfMain(tellMain);
const browser = createBrowserOfMain(tellMain);
const holder = createEngineHolder(compose);

parentPort.on('message', (event) => {
  const parsed = toEngineSchema.safeParse(event.data);
  if (!parsed.success) return log('main sent something that is no message');
  const message = parsed.data;
  if (message.kind === 'ping') tellMain({ kind: 'pong', id: message.id });
  if (message.kind === 'secret') secrets.answered(message);
  if (message.kind === 'browser') browser.answered(message);
  if (message.kind === 'bye') void leave();
  const [port] = event.ports;
  if (message.kind === 'port' && port) servePort(port, holder, log);
});

async function compose(): Promise<Reply<Engine>> {
  if (!launch) return { ok: false, error: { code: 'bug' } };
  const fetch = await fetchOfElectron();
  const { open: openBrowser } = browser;
  return composeEngine({ ...launch, secrets, openBrowser, fetch, role: 'bench', log });
}

async function leave(): Promise<void> {
  await holder.close();
  process.exit(0);
}

function endBy(what: string, error: unknown): void {
  log(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(SOFTWARE_ERROR);
}

function tellMain(message: FromEngine): void {
  parentPort.postMessage(fromEngineSchema.parse(message));
}

function log(line: string): void {
  process.stderr.write(`engine: ${line}\n`);
}
