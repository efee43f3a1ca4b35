import { EventEmitter } from 'node:events';
import type { FromEngine, ToEngine } from '../../src/contract/host.ts';

// Runs the entry of the engine as Electron's utility process would; the last argument says what happens to it.
const parentPort = Object.assign(new EventEmitter(), { postMessage: hearAsMain });
Object.assign(process, { parentPort });
await import('../../src/engine/main.ts');

if (process.argv.at(-1) === 'throw') {
  setTimeout(() => {
    throw new Error('a bug');
  });
} else {
  const port = Object.assign(new EventEmitter(), { start: () => undefined, postMessage: answered });
  tellEngine({ kind: 'port', generation: 1 }, port);
  port.emit('message', { data: { id: 7, call: 'desk.recentScans', input: {} } });
}

/** A main process that keeps no secrets. */
function hearAsMain(message: FromEngine): void {
  if (message.kind !== 'pong') setImmediate(() => tellEngine({ kind: 'secret', id: message.id }));
}

function answered(message: object): void {
  if (!('id' in message)) return;
  process.stdout.write(JSON.stringify(message));
  tellEngine({ kind: 'bye' });
}

function tellEngine(data: ToEngine, ...ports: readonly EventEmitter[]): void {
  parentPort.emit('message', { data, ports });
}
