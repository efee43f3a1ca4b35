import { setFlagsFromString } from 'node:v8';
import {
  fromEngineSchema,
  readEngineArguments,
  toEngineSchema,
  type FromEngine,
} from '../contract/host.ts';
import type { SecretStore } from '../core/ports.ts';
import { composeEngine } from './compose.ts';
import type { Engine, Reply } from './engine.ts';
import { parentPortOf, type MessagePort } from './parent-port.ts';
import { refuseAll } from './refuse-all.ts';
import { serve, type Served } from './serve.ts';

/** The engine inside Electron's utility process: ports come from main, requests come over the ports. */
// A listing makes much short-lived garbage: without this V8 keeps about 25 MB that nobody needs (measured).
setFlagsFromString('--semi-space-growth-factor=1');

const parentPort = parentPortOf(process);
const launch = readEngineArguments(process.argv);
const secrets = new Map<number, (value: string | undefined) => void>();
let secretId = 0;

const composed: Promise<Reply<Engine>> = launch
  ? composeEngine({ ...launch, secrets: secretsOfMain(), role: 'bench', log })
  : Promise.resolve({ ok: false, error: { code: 'bug' } });

process.on('unhandledRejection', (error) => {
  log(`unhandled rejection: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
  process.exit(70);
});

parentPort.on('message', (event) => {
  const parsed = toEngineSchema.safeParse(event.data);
  if (!parsed.success) return log('main sent something that is no message');
  const message = parsed.data;
  if (message.kind === 'ping') tellMain({ kind: 'pong', id: message.id });
  if (message.kind === 'secret') secrets.get(message.id)?.(message.value);
  if (message.kind === 'bye') void leave();
  const [port] = event.ports;
  if (message.kind === 'port' && port) void serveOn(port);
});

async function serveOn(port: MessagePort): Promise<void> {
  const early: unknown[] = [];
  let served: Served | undefined;
  port.on('message', ({ data }) => (served ? void served.receive(data) : early.push(data)));
  port.on('close', () => served?.stop());
  port.start();
  const engine = await composed;
  served = engine.ok ? serve(port, engine.value, log) : refuseAll(port, engine.error);
  for (const message of early) await served.receive(message);
}

async function leave(): Promise<void> {
  const engine = await composed;
  if (engine.ok) await engine.value.close();
  process.exit(0);
}

function secretsOfMain(): SecretStore {
  return {
    read(name) {
      secretId += 1;
      tellMain({ kind: 'readSecret', id: secretId, name });
      return new Promise((resolve) => secrets.set(secretId, resolve));
    },
    write(name, value) {
      secretId += 1;
      tellMain({ kind: 'writeSecret', id: secretId, name, value });
      return new Promise((resolve) => secrets.set(secretId, () => resolve()));
    },
  };
}

function tellMain(message: FromEngine): void {
  parentPort.postMessage(fromEngineSchema.parse(message));
}

function log(line: string): void {
  process.stderr.write(`engine: ${line}\n`);
}
