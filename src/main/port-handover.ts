import { watchFile } from 'node:fs';
import { ipcMain, MessageChannelMain, type WebFrameMain } from 'electron';
import type { EnginePort } from '../contract/shell.ts';
import { builtFile } from './built-files.ts';
import { devServer } from './dev-server.ts';
import type { EngineProcess } from './engine-process.ts';
import { log } from './log.ts';
import { isTrustedSender } from './sender.ts';

/**
 * Gives the page a port to the engine when it asks, and a new one with every new life of the engine.
 * The page asks because a port pushed before it listens would be lost.
 */
export function handOverPorts(engine: EngineProcess): void {
  let page: WebFrameMain | null = null;
  ipcMain.on('engine-port?', ({ senderFrame }) => {
    if (!isTrustedSender(senderFrame)) return log('a stranger asked for the engine');
    page = senderFrame;
    // Before its first life there is nobody to talk to; the start gives the port.
    if (engine.generation === 0) return;
    if (engine.hasGivenUp) return engine.startAgain();
    give(engine, page);
  });
  engine.onChange(() => {
    if (page && !page.isDestroyed()) give(engine, page);
  });
  if (devServer)
    watchFile(builtFile('build', 'engine.cjs'), { interval: 500 }, () => engine.replace());
}

function give(engine: EngineProcess, page: WebFrameMain): void {
  const about: EnginePort = { kind: 'engine-port', generation: engine.generation };
  if (engine.hasGivenUp) {
    page.postMessage('engine-port', { ...about, gaveUp: true });
    return;
  }
  const { port1, port2 } = new MessageChannelMain();
  engine.givePort(port1);
  page.postMessage('engine-port', about, [port2]);
}
