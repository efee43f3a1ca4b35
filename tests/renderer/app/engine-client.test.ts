import { afterEach, describe, expect, it } from 'vitest';
import {
  createEngineClient,
  type Connection,
  type PortSource,
} from '../../../src/renderer/app/engine-client.ts';
import { aStatus, NOW } from '../builders.ts';

type GivePort = Parameters<PortSource['onPort']>[0];

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A client, and a function that hands it the next engine's port; the other end is the engine's. */
function connect() {
  let give: GivePort = () => undefined;
  let asked = 0;
  const client = createEngineClient({
    onPort: (listener) => (give = listener),
    connect: () => void asked++,
  });
  let generation = 0;
  const handOver = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    give({ kind: 'engine-port', generation: ++generation }, port1);
    return port2;
  };
  const giveUp = () => give({ kind: 'engine-port', generation, gaveUp: true }, undefined);
  return { client, handOver, giveUp, asked: () => asked };
}

/** Answers every request of this port. */
function answering(
  port: MessagePort,
  answer: (request: { id: number; call: string }) => unknown,
): void {
  port.addEventListener('message', ({ data }: MessageEvent<{ id: number; call: string }>) =>
    port.postMessage(answer(data)),
  );
  port.start();
}

describe('the engine client', () => {
  it('gives each question its own answer', async () => {
    const { client, handOver } = connect();
    const port = handOver();
    const value = (call: string) => (call === 'status.read' ? aStatus() : []);
    answering(port, ({ id, call }) => ({ id, ok: true, value: value(call) }));
    const [status, scans] = await Promise.all([
      client.ask('status.read', {}),
      client.ask('desk.recentScans', {}),
    ]);
    expect(status).toEqual({ ok: true, value: aStatus() });
    expect(scans).toEqual({ ok: true, value: [] });
  });

  it('passes a failure on as a value', async () => {
    const { client, handOver } = connect();
    answering(handOver(), ({ id }) => ({ id, ok: false, error: { code: 'nothingToUndo' } }));
    expect(await client.ask('desk.undo', {})).toEqual({
      ok: false,
      error: { code: 'nothingToUndo' },
    });
  });

  it('makes an answer of a wrong shape the failure `bug`', async () => {
    const { client, handOver } = connect();
    answering(handOver(), ({ id }) => ({ id, ok: true, value: { mode: 'dream' } }));
    expect(await client.ask('status.read', {})).toMatchObject({
      ok: false,
      error: { code: 'bug' },
    });
  });

  it('fails at once while there is no engine', async () => {
    const { client } = connect();
    expect(await client.ask('status.read', {})).toEqual({
      ok: false,
      error: { code: 'engineLost' },
    });
  });

  it('fails every call in flight when the port closes', async () => {
    const { client, handOver } = connect();
    const port = handOver();
    const answers = Promise.all([client.ask('status.read', {}), client.ask('bench.slots', {})]);
    port.close();
    expect((await answers).map((answer) => !answer.ok && answer.error.code)).toEqual([
      'engineLost',
      'engineLost',
    ]);
  });

  it('goes on with the next port, and says what became of the engine', async () => {
    const { client, handOver, giveUp } = connect();
    const seen: Connection['kind'][] = [];
    client.onConnection(({ kind }) => seen.push(kind));
    const first = handOver();
    const lost = client.ask('status.read', {});
    first.close();
    await lost;
    answering(handOver(), ({ id }) => ({ id, ok: true, value: aStatus() }));
    expect(await client.ask('status.read', {})).toMatchObject({ ok: true });
    giveUp();
    expect(seen).toEqual(['connecting', 'connected', 'lost', 'connected', 'gaveUp']);
  });

  it('tells parsed news to those who listen, until they stop', async () => {
    const { client, handOver } = connect();
    const port = handOver();
    const heard: number[] = [];
    const stop = client.onNews('status.changed', ({ now }) => heard.push(now));
    const settled = async () => {
      answering(port, ({ id }) => ({ id, ok: true, value: [] }));
      await client.ask('desk.recentScans', {});
    };
    port.postMessage({ news: 'status.changed', value: aStatus() });
    port.postMessage({ news: 'status.changed', value: 'nonsense' });
    port.postMessage({ news: 'weather', value: 'rain' });
    await settled();
    stop();
    port.postMessage({ news: 'status.changed', value: aStatus({ now: NOW + 1 }) });
    await settled();
    expect(heard).toEqual([NOW]);
  });
});
