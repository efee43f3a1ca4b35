import { engineCalls, engineNews } from '../../src/contract/calls.ts';
import type {
  EngineCallName,
  InputOf,
  NewsName,
  NewsOf,
  OutputOf,
} from '../../src/contract/calls.ts';
import type { Failure } from '../../src/contract/protocol.ts';
import { defaultSettings, type Settings } from '../../src/contract/shell.ts';
import { failure, success, type Result } from '../../src/core/result.ts';
import type { Connection, EngineClient } from '../../src/renderer/app/engine-client.ts';
import type { ShellClient, ShellCallName } from '../../src/renderer/app/shell-client.ts';
import { aStatus, theSlots } from './builders.ts';

type Handlers = {
  [Name in EngineCallName]?: (
    input: InputOf<Name>,
  ) => Result<OutputOf<Name>, Failure> | Promise<Result<OutputOf<Name>, Failure>>;
};

export interface FakeEngine {
  readonly client: EngineClient;
  /** Every call that was made, in order. */
  readonly calls: { readonly name: EngineCallName; readonly input: unknown }[];
  answer<Name extends EngineCallName>(name: Name, handler: NonNullable<Handlers[Name]>): void;
  tell<Name extends NewsName>(name: Name, news: NewsOf<Name>): void;
  become(connection: Connection): void;
}

const usual: Handlers = {
  'status.read': () => success(aStatus()),
  'bench.slots': () => success(theSlots([])),
  'desk.recentScans': () => success([]),
  'sandbox.tokenFile': () => success({ name: 'Practice-token.p7m', text: 'p7m' }),
  'sandbox.barcodes': () => success([]),
};

/**
 * An engine in the same page. It holds to the contract: what goes in and what comes out is parsed by its schemas,
 * so a test cannot rest on an answer that the real one may not give. A call nobody answers is refused.
 */
export function createFakeEngine(handlers: Handlers = {}): FakeEngine {
  const known: Handlers = { ...usual, ...handlers };
  const calls: FakeEngine['calls'] = [];
  const listeners = new Map<string, Set<(news: never) => void>>();
  const connections = new Set<(connection: Connection) => void>();
  let connection: Connection = { kind: 'connected', generation: 1 };
  const client: EngineClient = {
    async ask(name, input) {
      calls.push({ name, input });
      if (connection.kind !== 'connected') return failure({ code: 'engineLost' });
      const parsed = engineCalls[name].input.parse(input) as InputOf<typeof name>; // this call's own schema
      const handle = known[name];
      const answer = handle
        ? await handle(parsed as never)
        : failure({ code: 'unknownDevice' as const });
      if (!answer.ok) return answer;
      return success(engineCalls[name].output.parse(answer.value) as OutputOf<typeof name>);
    },
    onNews(name, listener) {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => all.delete(listener);
    },
    onConnection(listener) {
      connections.add(listener);
      listener(connection);
      return () => connections.delete(listener);
    },
    connect: () => undefined,
  };
  return {
    client,
    calls,
    answer(name, handler) {
      known[name] = handler;
    },
    tell(name, news) {
      const parsed = engineNews[name].parse(news);
      for (const listener of listeners.get(name) ?? []) listener(parsed as never);
    },
    become(next) {
      connection = next;
      for (const listener of connections) listener(next);
    },
  };
}

export interface FakeShell extends ShellClient {
  readonly asked: ShellCallName[];
  /** What went along with each of them. */
  readonly inputs: unknown[];
}

/** A shell that keeps the settings in memory, and finds a file wherever one is to be chosen. */
export function createFakeShell(start: Partial<Settings> = {}): FakeShell {
  let settings: Settings = { ...defaultSettings, ...start };
  const asked: ShellCallName[] = [];
  const inputs: unknown[] = [];
  const answers: Readonly<Record<ShellCallName, (input: never) => unknown>> = {
    'shell.settings': () => ({
      settings,
      systemLanguage: 'en',
      version: '0.1.0',
      keepsSecrets: true,
    }),
    'shell.changeSettings': (change: Partial<Settings>) => (settings = { ...settings, ...change }),
    'shell.print': () => ({}),
    'shell.openExternal': () => ({}),
    'shell.chooseSecretFile': () => ({ fileName: 'chosen.pem' }),
    'shell.takeSecretFromClipboard': () => ({ length: 40 }),
    'shell.openText': () => ({ fileName: null, text: null }),
    'shell.saveBytes': ({ name }: { readonly name: string }) => ({ fileName: name }),
    'shell.savePdf': ({ name }: { readonly name: string }) => ({ fileName: name }),
    'shell.openTable': () => ({ fileName: null }),
    'shell.saveText': ({ name }: { readonly name: string }) => ({ fileName: name }),
  };
  return {
    asked,
    inputs,
    ask(name, input) {
      asked.push(name);
      inputs.push(input);
      return Promise.resolve(success(answers[name](input as never) as never)); // the table is keyed by call
    },
  };
}
