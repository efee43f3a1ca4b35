import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createEngineHolder } from '../../src/engine/engine-holder.ts';
import type { Engine, Reply } from '../../src/engine/engine.ts';
import type { MessagePort } from '../../src/engine/parent-port.ts';
import { servePort } from '../../src/engine/serve-port.ts';

const RECENT = 'desk.recentScans';
const SLOTS = 'bench.slots';

describe('a port', () => {
  it('that closes before there is an engine leaves no subscription', async () => {
    const bench = aBench();
    bench.port.close();
    bench.compose({ ok: true, value: bench.engine });
    await setImmediate();
    expect(bench.subscribed()).toBe(0);
  });

  it('that closes takes its subscription along', async () => {
    const bench = aBench();
    bench.compose({ ok: true, value: bench.engine });
    await setImmediate();
    expect(bench.subscribed()).toBe(1);
    bench.port.close();
    expect(bench.subscribed()).toBe(0);
  });

  it('has early requests answered without one waiting for another', async () => {
    const bench = aBench({ [SLOTS]: () => new Promise(() => undefined) });
    bench.port.ask(1, SLOTS);
    bench.port.ask(2, RECENT);
    bench.compose({ ok: true, value: bench.engine });
    await setImmediate();
    expect(bench.port.sent).toEqual([{ id: 2, ok: true, value: [] }]);
  });

  it('is refused with the reason, and served as soon as there is an engine', async () => {
    const bench = aBench();
    bench.port.ask(1, RECENT);
    bench.compose({ ok: false, error: { code: 'diskFull' } });
    await setImmediate();
    expect(bench.port.sent).toEqual([{ id: 1, ok: false, error: { code: 'diskFull' } }]);
    bench.pass(2_000);
    bench.port.ask(2, RECENT);
    bench.compose({ ok: true, value: bench.engine });
    await setImmediate();
    expect(bench.port.sent.at(-1)).toEqual({ id: 2, ok: true, value: [] });
    expect(bench.subscribed()).toBe(1);
  });
});

/** A port to an engine that is composed when the test says so. */
function aBench(calls: Readonly<Record<string, () => unknown>> = {}) {
  let time = 0;
  let subscriptions = 0;
  let compose: (engine: Reply<Engine>) => void = () => undefined;
  const engine = {
    calls: { [RECENT]: () => ({ ok: true, value: [] }), ...calls },
    subscribe: () => {
      subscriptions += 1;
      return () => void (subscriptions -= 1);
    },
  } as unknown as Engine; // only these calls are made here
  const composing = () => new Promise<Reply<Engine>>((resolve) => (compose = resolve));
  const port = new FakePort();
  const holder = createEngineHolder(composing, () => time);
  servePort(port, holder, () => undefined);
  return {
    port,
    engine,
    compose: (composed: Reply<Engine>) => compose(composed),
    pass: (milliseconds: number) => void (time += milliseconds),
    subscribed: () => subscriptions,
  };
}

class FakePort extends EventEmitter implements MessagePort {
  readonly sent: unknown[] = [];
  start(): void {}
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  ask(id: number, call: string): void {
    this.emit('message', { data: { id, call, input: {} } });
  }
  close(): void {
    this.emit('close');
  }
}
