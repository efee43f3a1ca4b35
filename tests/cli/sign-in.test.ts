import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signIn } from '../../src/cli/sign-in.ts';
import type { SignIn } from '../../src/contract/connections.ts';
import type { MicrosoftAuth } from '../../src/core/connections.ts';
import type { Engine } from '../../src/engine/engine.ts';

const CODE: SignIn = {
  kind: 'deviceCode',
  userCode: 'F7QK2M9XD',
  address: 'https://microsoft.com/devicelogin',
  expiresAt: 0,
};
const SIGNED_IN: SignIn = { kind: 'signedIn', account: 'ada@example.com', scopes: [] };
const FAILED: SignIn = { kind: 'failed', cause: { code: 'conditionalAccess', params: {} } };
const SHOWN =
  'Sign in at Microsoft: open https://microsoft.com/devicelogin in any browser and enter the code F7QK2M9XD\n';

const wasTerminal = process.stderr.isTTY;
let written: string;

beforeEach(() => {
  written = '';
  process.stderr.isTTY = true;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => {
  process.stderr.isTTY = wasTerminal;
});

it('shows address and code once, however often the news comes, and says who has signed in', async () => {
  const bench = aBench({ kind: 'delegated', flow: 'deviceCode' });
  const signingIn = signIn(bench.engine, { tasks: ['watch', 'move'], language: 'en' });
  await bench.hasBegun;
  for (const state of [CODE, CODE, SIGNED_IN]) bench.tell(state);
  expect(await signingIn).toBe(true);
  expect(written).toBe(`${SHOWN}Signed in at Microsoft as ada@example.com.\n`);
  expect(bench.asked).toEqual([{ flow: 'deviceCode', tasks: ['watch', 'move'] }]);
});

it('shows the code that follows one that has run out', async () => {
  const bench = aBench({ kind: 'delegated', flow: 'deviceCode' });
  const signingIn = signIn(bench.engine, { tasks: ['watch'], language: 'en' });
  await bench.hasBegun;
  for (const state of [CODE, { ...CODE, userCode: 'B3TW8ZLHN' }, SIGNED_IN]) bench.tell(state);
  await signingIn;
  expect(written.match(/F7QK2M9XD|B3TW8ZLHN/g)).toEqual(['F7QK2M9XD', 'B3TW8ZLHN']);
});

it('says why it failed and what to do next', async () => {
  const bench = aBench({ kind: 'delegated', flow: 'deviceCode' });
  const signingIn = signIn(bench.engine, { tasks: ['watch'], language: 'en' });
  await bench.hasBegun;
  for (const state of [CODE, FAILED]) bench.tell(state);
  expect(await signingIn).toBe(false);
  expect(written).toMatch(
    /code F7QK2M9XD\nA Conditional Access policy .*\nSign in through the browser on a managed computer, .*\n$/,
  );
});

it('hears no more news once it has ended', async () => {
  const bench = aBench({ kind: 'delegated', flow: 'browser' });
  const signingIn = signIn(bench.engine, { tasks: ['watch'], language: 'en' });
  await bench.hasBegun;
  bench.tell(SIGNED_IN);
  await signingIn;
  expect(bench.listeners.size).toBe(0);
});

it('begins nothing where no terminal can show a code, and says how else', async () => {
  process.stderr.isTTY = false;
  const bench = aBench({ kind: 'delegated', flow: 'deviceCode' });
  expect(await signIn(bench.engine, { tasks: ['watch'], language: 'en' })).toBe(false);
  expect(bench.asked).toEqual([]);
  expect(written).toMatch(/no terminal .*--token-stdin/);
});

it('asks nobody who is signed in already', async () => {
  const bench = aBench({ kind: 'delegated', flow: 'deviceCode' }, SIGNED_IN);
  expect(await signIn(bench.engine, { tasks: ['watch'], language: 'en' })).toBe(true);
  expect({ asked: bench.asked, written }).toEqual({ asked: [], written: '' });
});

/** An engine of which nothing but the sign-in is there; how that goes is told by the test. */
function aBench(auth: MicrosoftAuth, signedInBefore: SignIn = { kind: 'signedOut' }) {
  const listeners = new Set<(news: string, view: unknown) => void>();
  const asked: unknown[] = [];
  const viewOf = (state: SignIn) => ({ connections: { tenant: { auth } }, signIn: state });
  let begin: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => (begin = resolve));
  const calls = {
    'connections.read': () => ({ ok: true, value: viewOf(signedInBefore) }),
    'connections.signIn': (input: unknown) => {
      asked.push(input);
      begin();
      return { ok: true, value: viewOf({ kind: 'signedOut' }) };
    },
  };
  const subscribe = (listener: (news: string, view: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const tell = (state: SignIn) => {
    for (const listener of listeners) listener('connections.changed', viewOf(state));
  };
  const engine = { calls, subscribe } as unknown as Engine; // only these are used here
  return { engine, asked, listeners, hasBegun, tell };
}
