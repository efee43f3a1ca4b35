import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createIdleSignOut, type IdleSignOut } from '../../../src/renderer/app/idle-sign-out.ts';
import { createAppStore } from '../../../src/renderer/app/store.ts';
import { aStatus } from '../builders.ts';
import { createFakeEngine } from '../fake-engine.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('an operator who has gone is signed out after the usual half an hour', async () => {
  const { asked } = await idleFor(31);
  expect(asked()).toContain('desk.signOut');
});

it('an operator who is still there is not', async () => {
  const { asked } = await idleFor(31, { touchAt: 20 });
  expect(asked()).toEqual([]);
});

it('nobody is signed out where that was switched off', async () => {
  const { asked } = await idleFor(600, { signOutAfter: 0 });
  expect(asked()).toEqual([]);
});

it.each([
  ['by the next look', () => vi.advanceTimersByTimeAsync(MINUTE)],
  ['by the first key', (idle: IdleSignOut) => Promise.resolve(idle.touch())],
])('an operator is signed out %s after a night in which the computer slept', async (_, wake) => {
  const engine = createFakeEngine();
  const store = createAppStore({ status: { value: aStatus(), receivedAt: 0 } });
  const idle = createIdleSignOut(store, engine.client);
  onTestFinished(idle.watch());
  // Only the clock on the wall goes on in a sleep.
  vi.setSystemTime(Date.now() + 8 * 60 * MINUTE);
  await wake(idle);
  expect(engine.calls.map(({ name }) => name)).toContain('desk.signOut');
});

it('nobody is signed out twice', async () => {
  const { asked } = await idleFor(60, { operator: null });
  expect(asked()).toEqual([]);
});

async function idleFor(
  minutes: number,
  {
    touchAt,
    signOutAfter,
    operator = 'Mira Lang',
  }: { touchAt?: number; signOutAfter?: number; operator?: string | null } = {},
) {
  const engine = createFakeEngine();
  const store = createAppStore({
    status: { value: { ...aStatus(), operator }, receivedAt: 0 },
  });
  store.setState(({ shell }) => ({
    shell: {
      ...shell,
      settings: { ...shell.settings, ...(signOutAfter !== undefined && { signOutAfter }) },
    },
  }));
  const idle = createIdleSignOut(store, engine.client);
  onTestFinished(idle.watch());
  if (touchAt !== undefined) {
    await vi.advanceTimersByTimeAsync(touchAt * MINUTE);
    idle.touch();
    await vi.advanceTimersByTimeAsync((minutes - touchAt) * MINUTE);
  } else await vi.advanceTimersByTimeAsync(minutes * MINUTE);
  return { asked: () => engine.calls.map(({ name }) => name) };
}
