import { engineCalls, engineNews } from '../../contract/calls.ts';
import type { EngineCallName, InputOf, NewsName, NewsOf, OutputOf } from '../../contract/calls.ts';
import { messageSchema, type Failure } from '../../contract/protocol.ts';
import type { EnginePort } from '../../contract/shell.ts';
import { failure, success, type Result } from '../../core/result.ts';

export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly generation: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'gaveUp' };

export type Answer<Name extends EngineCallName> = Result<OutputOf<Name>, Failure>;

/** The engine as the window sees it: every answer is a value, every value is parsed. */
export interface EngineClient {
  /** Never rejects: a closed port is the failure `engineLost`, an answer of a wrong shape is `bug`. */
  ask<Name extends EngineCallName>(name: Name, input: InputOf<Name>): Promise<Answer<Name>>;
  onNews<Name extends NewsName>(name: Name, listener: (news: NewsOf<Name>) => void): () => void;
  /** Tells the present state at once and every later one. */
  onConnection(listener: (connection: Connection) => void): () => void;
  /** Asks for a port; also starts an engine again that was given up. */
  connect(): void;
}

/** Where ports come from: the page's messages in the app, a fake in tests. */
export interface PortSource {
  onPort(listener: (about: EnginePort, port: MessagePort | undefined) => void): void;
  connect(): void;
}

type Settle = (answer: Result<unknown, Failure>) => void;

/** Talks to one engine after the other: when a port closes, what was in flight fails and a new port is awaited. */
export function createEngineClient(source: PortSource): EngineClient {
  const line = createLine();
  const news = createNewsDesk();
  const connections = new Set<(connection: Connection) => void>();
  let connection: Connection = { kind: 'connecting' };
  const become = (next: Connection) => {
    connection = next;
    for (const listener of connections) listener(next);
  };
  source.onPort((about, port) => {
    if (!port) return become({ kind: 'gaveUp' });
    line.attach(port, news.tell, () => become({ kind: 'lost' }));
    become({ kind: 'connected', generation: about.generation });
  });
  return {
    async ask(name, input) {
      return parseAnswer(name, await line.send(name, input));
    },
    onNews: news.listen,
    onConnection(listener) {
      connections.add(listener);
      listener(connection);
      return () => connections.delete(listener);
    },
    connect: source.connect,
  };
}

/** One port at a time, and the calls that wait for their answers on it. */
function createLine() {
  const waiting = new Map<number, Settle>();
  let current: MessagePort | undefined;
  let lastId = 0;
  const lose = (port: MessagePort, onLost: () => void) => {
    if (port !== current) return;
    current = undefined;
    for (const settle of waiting.values()) settle(failure({ code: 'engineLost' }));
    waiting.clear();
    onLost();
  };
  return {
    attach(port: MessagePort, onNews: (name: string, value: unknown) => void, onLost: () => void) {
      if (current) lose(current, () => undefined);
      current = port;
      port.addEventListener('message', (event: MessageEvent<unknown>) =>
        receive(event.data, waiting, onNews),
      );
      port.addEventListener('close', () => lose(port, onLost));
      port.start();
    },
    send(call: string, input: unknown): Promise<Result<unknown, Failure>> {
      if (!current) return Promise.resolve(failure({ code: 'engineLost' }));
      const id = ++lastId;
      current.postMessage({ id, call, input });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
  };
}

function receive(
  data: unknown,
  waiting: Map<number, Settle>,
  onNews: (name: string, value: unknown) => void,
): void {
  const message = messageSchema.safeParse(data);
  if (!message.success) return;
  if ('news' in message.data) return onNews(message.data.news, message.data.value);
  const { id } = message.data;
  waiting.get(id)?.(message.data.ok ? success(message.data.value) : failure(message.data.error));
  waiting.delete(id);
}

function createNewsDesk() {
  const listeners = new Map<string, Set<(value: never) => void>>();
  return {
    listen<Name extends NewsName>(name: Name, listener: (news: NewsOf<Name>) => void): () => void {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => all.delete(listener);
    },
    tell(name: string, value: unknown): void {
      if (!isNewsName(name)) return;
      const parsed = engineNews[name].safeParse(value);
      if (!parsed.success) return;
      for (const listener of listeners.get(name) ?? []) listener(parsed.data as never); // the map's key says which news it is
    },
  };
}

function isNewsName(name: string): name is NewsName {
  return Object.hasOwn(engineNews, name);
}

function parseAnswer<Name extends EngineCallName>(
  name: Name,
  answer: Result<unknown, Failure>,
): Answer<Name> {
  if (!answer.ok) return answer;
  const parsed = engineCalls[name].output.safeParse(answer.value);
  if (!parsed.success) return failure({ code: 'bug', detail: parsed.error.message.slice(0, 300) });
  return success(parsed.data as OutputOf<Name>); // parsed by this very call's schema
}
