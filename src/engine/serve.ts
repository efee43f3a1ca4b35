import { engineCalls, engineNews, type EngineCallName, type NewsName } from '../contract/calls.ts';
import { requestSchema, type AnyCall, type Failure, type Message } from '../contract/protocol.ts';
import type { Engine, Reply } from './engine.ts';
import { LedgerFault } from './ledger/ledger-failure.ts';

/** The end of a port that messages go out of: Electron's MessagePort, or a pair of functions in a test. */
export interface MessageEnd {
  postMessage(message: Message): void;
}

export interface Served {
  receive(message: unknown): Promise<void>;
  stop(): void;
}

/**
 * Answers requests from a port. Both directions are parsed: what comes in because nobody is trusted, what goes
 * out because nothing that the contract does not name may reach the window. Never throws.
 */
export function serve(port: MessageEnd, engine: Engine, log: (line: string) => void): Served {
  const unsubscribe = engine.subscribe((news, value) => sendNews(port, news, value, log));
  return {
    async receive(message) {
      const request = requestSchema.safeParse(message);
      if (!request.success) return log('a message that is no request was dropped');
      const { id, call, input } = request.data;
      const reply = await answer(engine, call, input, log);
      port.postMessage(
        reply.ok ? { id, ok: true, value: reply.value } : { id, ok: false, error: reply.error },
      );
    },
    stop: unsubscribe,
  };
}

async function answer(
  engine: Engine,
  name: string,
  input: unknown,
  log: (line: string) => void,
): Promise<Reply<unknown>> {
  if (!isCallName(name)) return refuse({ code: 'unknownCall', detail: name.slice(0, 64) });
  const call: AnyCall = engineCalls[name];
  const parsed = call.input.safeParse(input);
  if (!parsed.success) return refuse({ code: 'badInput', detail: issuePaths(parsed.error.issues) });
  try {
    const handler = engine.calls[name] as (
      input: unknown,
    ) => Reply<unknown> | Promise<Reply<unknown>>;
    const reply = await handler(parsed.data);
    return reply.ok ? { ok: true, value: call.output.parse(reply.value) } : reply;
  } catch (error) {
    if (error instanceof LedgerFault) return refuse(error.failure);
    log(
      `${name} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return refuse({ code: 'bug' });
  }
}

function sendNews(
  port: MessageEnd,
  news: NewsName,
  value: unknown,
  log: (line: string) => void,
): void {
  const parsed = engineNews[news].safeParse(value);
  if (parsed.success) port.postMessage({ news, value: parsed.data });
  else log(`${news} does not keep the contract: ${issuePaths(parsed.error.issues)}`);
}

/** Where the input was wrong, without the input: it may hold a secret. */
function issuePaths(issues: readonly { readonly path: readonly PropertyKey[] }[]): string {
  return issues.map((issue) => issue.path.map(String).join('.')).join(', ');
}

function isCallName(name: string): name is EngineCallName {
  return Object.hasOwn(engineCalls, name);
}

function refuse(error: Failure): Reply<never> {
  return { ok: false, error };
}
