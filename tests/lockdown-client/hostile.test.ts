import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  cloudConfiguration,
  type LockdownFailure,
  mcInstall,
  type Mux,
  type PairRecord,
} from '../../src/lockdown-client/index.ts';
import type { PairRecord as FakeRecord } from '../support/fake-devices/device/options.ts';
import type { FakeDevices } from '../support/fake-devices/fake-devices.ts';
import type { Action } from '../support/fake-devices/instants.ts';
import { freshFakes } from '../support/fresh-fakes.ts';
import { muxAt, open, type Opening, pairedBefore } from './client.ts';

const start = freshFakes();
const soon = { interval: 2, timeout: 5000 };
const udid = '00008120-001A2B3C4D5E801E';
let paired: { host: FakeRecord; record: PairRecord };
beforeAll(async () => {
  paired = await pairedBefore();
});

/** All that is asked of a device that trusts this computer, up to the first failure. */
async function converse(mux: Mux, opening: Opening): Promise<LockdownFailure | undefined> {
  const opened = await open(mux, udid, opening);
  if (!opened.ok) return opened.error;
  const lockdown = opened.value;
  try {
    const started = [
      await lockdown.queryType(),
      await lockdown.getValue({}),
      await lockdown.startSession(paired.record),
      await lockdown.getValue({}),
    ].find(({ ok }) => !ok);
    if (started?.ok === false) return started.error;
    const service = await lockdown.startService(mcInstall);
    if (!service.ok) return service.error;
    const configuration = await cloudConfiguration(service.value);
    service.value.close();
    const stopped = configuration.ok ? await lockdown.stopSession() : configuration;
    return stopped.ok ? undefined : stopped.error;
  } finally {
    lockdown.close();
  }
}

/** How a conversation may end that an honest device would have gone on with. */
const ends: ReadonlySet<string> = new Set([
  'closed',
  'malformed',
  'noSuchDevice',
  'refused',
  'timedOut',
  'tls',
  'tooLarge',
]);

interface Staged {
  readonly fakes: FakeDevices;
  /** Has a conversation, in which something is done at the instant of that number (from 1). */
  run(
    at: number,
    action: Action | (() => void),
    opening?: Opening,
  ): Promise<LockdownFailure | undefined>;
  /** How many instants a conversation has. */
  readonly count: number;
}

async function stage(): Promise<Staged> {
  let [countdown, passed] = [0, 0];
  let act: Action | (() => void) | undefined;
  const onInstant = (): Action | undefined => {
    passed += 1;
    countdown -= 1;
    if (countdown !== 0 || act === undefined) return undefined;
    if (typeof act !== 'function') return act;
    act();
    return undefined;
  };
  const fakes = await start({ onInstant });
  fakes.plug({ udid, hosts: [paired.host] });
  const mux = muxAt(fakes.address);
  expect(await converse(mux, {})).toBeUndefined();
  return {
    fakes,
    count: passed,
    run: async (at, action, opening = {}) => {
      [countdown, act] = [at, action];
      if (fakes.device(udid)?.isPlugged === false) fakes.replug(udid);
      const failure = await converse(muxAt(fakes.address, opening.timeoutMs), opening);
      // The last instant may come when the client has its answer already.
      await vi.waitFor(() => expect(fakes.sockets(), `at instant ${at}`).toBe(0), soon);
      return failure;
    },
  };
}

function instantsOf({ count }: Staged): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

describe('a conversation', () => {
  it.each([
    ['drop', 'closed'],
    ['unplug', 'noSuchDevice'],
    ['hang', 'timedOut'],
    ['garbage', 'tooLarge'],
    [{ hostile: 'endless' }, 'tooLarge'],
    [{ hostile: 'lengthMax' }, 'tooLarge'],
    [{ hostile: 'length4' }, 'malformed'],
    [{ hostile: 'bomb' }, 'malformed'],
    [{ hostile: 'deep' }, 'malformed'],
  ] as const)(
    'ends by name and leaves no socket when at any instant comes %j',
    async (action, typical) => {
      const staged = await stage();
      const failures = new Set<string>();
      for (const at of instantsOf(staged)) {
        const failure = await staged.run(at, action, { timeoutMs: 100 });
        if (failure !== undefined) failures.add(failure.code);
      }
      expect(failures).toContain(typical);
      expect([...failures].filter((code) => !ends.has(code))).toEqual([]);
    },
    60_000,
  );

  it('can be aborted at any instant, and leaves no socket', async () => {
    const staged = await stage();
    const failures = [];
    for (const at of instantsOf(staged)) {
      const abort = new AbortController();
      failures.push(await staged.run(at, () => abort.abort(), { signal: abort.signal }));
    }
    // After the last instant nothing is left to be aborted.
    expect(failures.slice(0, -2).filter((failure) => failure?.code !== 'aborted')).toEqual([]);
  }, 60_000);

  it('is not begun when it was aborted before', async () => {
    const staged = await stage();
    const before = staged.fakes.conversations().length;
    expect(await staged.run(0, 'drop', { signal: AbortSignal.abort() })).toEqual({
      code: 'aborted',
    });
    expect(staged.fakes.conversations()).toHaveLength(before);
  });

  it('ends when it is aborted between two questions', async () => {
    const staged = await stage();
    const abort = new AbortController();
    const lockdown = await open(muxAt(staged.fakes.address), udid, { signal: abort.signal });
    abort.abort();
    await vi.waitFor(() => expect(staged.fakes.sockets()).toBe(0));
    expect(lockdown.ok && (await lockdown.value.queryType())).toEqual({
      ok: false,
      error: { code: 'aborted' },
    });
  });

  it('takes its time limits away', async () => {
    const staged = await stage();
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    for (const at of instantsOf(staged).slice(0, 20)) await staged.run(at, 'drop');
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe('64 devices', () => {
  it('are asked at once, each for itself', async () => {
    const fakes = await start();
    const devices = Array.from({ length: 64 }, () => fakes.plug({ hosts: [paired.host] }));
    const mux = muxAt(fakes.address, 15_000);
    const serials = await Promise.all(
      devices.map(async (device) => {
        const opened = await open(mux, device.udid, { timeoutMs: 15_000 });
        if (!opened.ok) return opened.error.code;
        await opened.value.startSession(paired.record);
        const serial = await opened.value.getValue({ key: 'SerialNumber' });
        opened.value.close();
        return serial.ok ? serial.value : serial.error.code;
      }),
    );
    expect(serials).toEqual(devices.map(({ serial }) => serial));
    await vi.waitFor(() => expect(fakes.sockets()).toBe(0));
  }, 60_000);
});
