import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { failure, success } from '../../core/result.ts';
import type { Reply } from '../engine.ts';

/** A label and its paper, in millimetres; `dots` to a millimetre. */
export interface Drawable {
  readonly zpl: string;
  readonly width: number;
  readonly height: number;
  readonly dots: number;
}

/** Draws labels as a printer would. */
export interface ZplDrawing {
  /** A PNG as base64. */
  draw(label: Drawable): Promise<Reply<string>>;
  /** Gives its memory back. */
  close(): void;
}

/** The package holds 130 MB while it is loaded: it goes once nobody looks at labels any more. */
const IDLE = 60_000;
const PATIENCE = 20_000;

/** Stands after the package's own text, in a thread where that text has just run. */
const ANSWERING = `
const { parentPort } = require('node:worker_threads');
const { ready } = module.exports;
parentPort.on('message', async ({ id, zpl, width, height, dots }) => {
  try {
    const { api } = await ready;
    parentPort.postMessage({ id, png: await api.zplToBase64Async(zpl, width, height, dots) });
  } catch (error) {
    parentPort.postMessage({ id, trouble: String(error) });
  }
});
`;

interface Drawn {
  readonly id: number;
  readonly png?: string;
  readonly trouble?: string;
}

/**
 * A drawing takes a fifth of a second of work, in which a scan would wait; so it has a thread of its own, begun with
 * the first label that is asked for. The thread is given the package as text: a worker cannot load a file out of the
 * archive that the app is shipped in. `idle`: how long it stays without work.
 */
export function createZplDrawing(idle = IDLE): ZplDrawing {
  let thread: Promise<Worker> | undefined;
  let isIdle: NodeJS.Timeout | undefined;
  let asked = 0;
  const close = () => {
    clearTimeout(isIdle);
    const ending = thread;
    thread = undefined;
    void ending?.then((worker) => worker.terminate());
  };
  const begin = () => {
    const beginning = startThread(() => {
      if (thread === beginning) thread = undefined;
    });
    return beginning;
  };
  return {
    async draw(label) {
      clearTimeout(isIdle);
      asked += 1;
      const id = asked;
      thread ??= begin();
      const drawn = await drawIn(await thread, { id, ...label });
      isIdle = setTimeout(close, idle).unref();
      if (drawn.png !== undefined) return success(drawn.png);
      close();
      return failure({ code: 'bug', detail: drawn.trouble ?? 'no picture' });
    },
    close,
  };
}

async function startThread(onEnd: () => void): Promise<Worker> {
  const file = createRequire(import.meta.filename).resolve('zpl-renderer-js');
  const worker = new Worker(`${await readFile(file, 'utf8')}\n${ANSWERING}`, { eval: true });
  worker.unref();
  worker.once('exit', onEnd);
  return worker;
}

function drawIn(worker: Worker, label: Drawable & { readonly id: number }): Promise<Drawn> {
  const { id } = label;
  return new Promise((resolve) => {
    const end = (drawn: Drawn) => {
      clearTimeout(tired);
      worker.off('message', hear).off('error', fail).off('exit', fail);
      resolve(drawn);
    };
    const hear = (drawn: Drawn) => {
      if (drawn.id === id) end(drawn);
    };
    const fail = (cause: unknown) => end({ id, trouble: String(cause) });
    const tired = setTimeout(() => fail('it took too long'), PATIENCE);
    worker.on('message', hear).on('error', fail).on('exit', fail);
    worker.postMessage(label);
  });
}
