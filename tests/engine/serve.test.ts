import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/protocol.ts';
import type { Engine, PublishNews } from '../../src/engine/engine.ts';
import { LedgerFault } from '../../src/engine/ledger/ledger-failure.ts';
import { serve } from '../../src/engine/serve.ts';

const RECENT = 'desk.recentScans';

describe('what comes over the port', () => {
  it('is answered under its own number', async () => {
    const port = aPort({ [RECENT]: () => ({ ok: true, value: [] }) });
    await port.receive({ id: 7, call: RECENT, input: {} });
    expect(port.sent).toEqual([{ id: 7, ok: true, value: [] }]);
  });

  it('is dropped when it is no request', async () => {
    const port = aPort({});
    await port.receive({ hello: 'there' });
    expect([port.sent, port.logged]).toEqual([[], ['a message that is no request was dropped']]);
  });

  it('is refused when the contract does not name it, even a name every object has', async () => {
    const port = aPort({});
    await port.receive({ id: 1, call: 'constructor', input: {} });
    expect(port.sent).toEqual([
      { id: 1, ok: false, error: { code: 'unknownCall', detail: 'constructor' } },
    ]);
  });

  it('is refused without repeating an input that does not fit', async () => {
    const port = aPort({});
    await port.receive({ id: 1, call: 'desk.signIn', input: { operator: 12345 } });
    expect(port.sent).toEqual([
      { id: 1, ok: false, error: { code: 'badInput', detail: 'operator' } },
    ]);
  });
});

describe('a name that a person typed', () => {
  it('loses what cannot be seen before the engine hears of it', async () => {
    const heard: unknown[] = [];
    const port = aPort({
      'desk.signIn': (input: unknown) => {
        heard.push(input);
        return { ok: true, value: {} };
      },
    });
    const operator = 'A\u202Eda\u0007';
    await port.receive({ id: 1, call: 'desk.signIn', input: { operator } });
    expect(heard).toEqual([{ operator: 'Ada' }]);
  });
});

describe('what goes out', () => {
  it('is a failure named bug when a handler throws, and the log says where', async () => {
    const port = aPort({
      [RECENT]: () => {
        throw new Error('secret inside');
      },
    });
    await port.receive({ id: 1, call: RECENT, input: {} });
    expect(port.sent).toEqual([{ id: 1, ok: false, error: { code: 'bug' } }]);
    expect(port.logged[0]).toContain('desk.recentScans threw');
  });

  it('is the failure of the ledger when its file cannot be read', async () => {
    const port = aPort({
      [RECENT]: () => {
        throw new LedgerFault({ code: 'ledgerBroken', detail: 'page 3' });
      },
    });
    await port.receive({ id: 1, call: RECENT, input: {} });
    expect(port.sent[0]).toMatchObject({ ok: false, error: { code: 'ledgerBroken' } });
  });

  it('holds nothing that the contract does not name', async () => {
    const port = aPort({ 'desk.signIn': () => ({ ok: true, value: { token: 'canary' } }) });
    await port.receive({ id: 1, call: 'desk.signIn', input: { operator: 'Ada' } });
    expect(JSON.stringify(port.sent)).not.toContain('canary');
  });

  it('is a bug, not a broken window, when an answer does not keep the contract', async () => {
    const port = aPort({ [RECENT]: () => ({ ok: true, value: 'nonsense' }) });
    await port.receive({ id: 1, call: RECENT, input: {} });
    expect(port.sent).toEqual([{ id: 1, ok: false, error: { code: 'bug' } }]);
  });
});

describe('a port that is closed', () => {
  it('hears no more news', () => {
    const listeners = new Set<PublishNews>();
    const sent: Message[] = [];
    const value = { lacks: [], platform: 'linux' as const, slots: [] };
    // Only subscribed to here.
    const engine = {
      subscribe(listener: PublishNews) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    } as unknown as Engine;
    const tell = () => {
      for (const listener of listeners) listener('bench.slotsChanged', value);
    };
    const served = serve({ postMessage: (message) => sent.push(message) }, engine, () => {});
    tell();
    served.stop();
    tell();
    expect(sent).toEqual([{ news: 'bench.slotsChanged', value }]);
  });
});

/** The end of a port with only these handlers behind it. */
function aPort(calls: Readonly<Record<string, (input: unknown) => unknown>>) {
  const sent: Message[] = [];
  const logged: string[] = [];
  // Only the named calls are made here.
  const engine = { calls, subscribe: () => () => undefined } as unknown as Engine;
  const served = serve({ postMessage: (message) => void sent.push(message) }, engine, (line) =>
    logged.push(line),
  );
  return { ...served, sent, logged };
}
