type Parameters = Readonly<Record<string, unknown>>;
type Listener = (parameters: Record<string, unknown>, session: string | undefined) => void;

/** A line to Chromium's DevTools protocol; `session` speaks to one page. */
export interface DevTools {
  send(method: string, parameters?: Parameters, session?: string): Promise<Record<string, unknown>>;
  on(event: string, listener: Listener): void;
  close(): void;
}

interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

interface Waiting {
  resolve(result: Record<string, unknown>): void;
  reject(error: Error): void;
}

/** Connects to the address that Chromium prints when it is started with `--remote-debugging-port`. */
export async function connectDevTools(address: string): Promise<DevTools> {
  const socket = new WebSocket(address);
  await new Promise<void>((opened, failed) => {
    socket.addEventListener('open', () => opened());
    socket.addEventListener('error', () => failed(new Error('DevTools does not answer')));
  });
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Listener[]>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Incoming;
    if (message.id === undefined) {
      const heard = listeners.get(message.method ?? '') ?? [];
      for (const listener of heard) listener(message.params ?? {}, message.sessionId);
    } else settle(waiting, message.id, message);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the app is gone'));
  });
  return {
    send(method, params = {}, sessionId) {
      const id = ++lastId;
      socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
      return new Promise((resolve, reject) => void waiting.set(id, { resolve, reject }));
    },
    on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    close: () => socket.close(),
  };
}

function settle(waiting: Map<number, Waiting>, id: number, { error, result }: Incoming): void {
  const call = waiting.get(id);
  waiting.delete(id);
  if (error) call?.reject(new Error(error.message));
  else call?.resolve(result ?? {});
}
