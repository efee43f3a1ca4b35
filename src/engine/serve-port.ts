import { requestSchema, type Failure } from '../contract/protocol.ts';
import type { EngineHolder } from './engine-holder.ts';
import type { MessagePort } from './parent-port.ts';
import { serve, type MessageEnd, type Served } from './serve.ts';

/**
 * Serves a port until it closes. Requests wait for the engine to be composed, not for each other; while there is
 * no engine each is answered with the reason, and asks for it again.
 */
export function servePort(
  port: MessagePort,
  holder: EngineHolder,
  log: (line: string) => void,
): void {
  let served: Served | undefined;
  let isClosed = false;

  async function receive(message?: { readonly data: unknown }): Promise<void> {
    const engine = await holder.get();
    if (isClosed) return;
    if (engine.ok) served ??= serve(port, engine.value, log);
    if (!message) return;
    if (served) return served.receive(message.data);
    if (!engine.ok) refuse(port, message.data, engine.error);
  }
  port.on('message', (message) => void receive(message));
  port.on('close', () => {
    isClosed = true;
    served?.stop();
  });
  port.start();
  // News are for whoever is connected, asked or not.
  void receive();
}

function refuse(port: MessageEnd, message: unknown, error: Failure): void {
  const request = requestSchema.safeParse(message);
  if (request.success) port.postMessage({ id: request.data.id, ok: false, error });
}
