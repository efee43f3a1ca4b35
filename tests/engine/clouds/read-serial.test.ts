import { describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import type { Fetch } from '../../../src/core/ports.ts';
import { HOUR, SECOND } from '../../../src/core/time.ts';
import type { Priority } from '../../../src/engine/clouds/http/cloud-failure.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { aSerial } from '../mirror/temporary-mirror.ts';
import { adapters, failureOf, runThrough, START, valueOf } from './cloud-bench.ts';

interface Item {
  readonly id: string;
  readonly url: string;
}
interface ItemAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Serial number so and so. */
function serialAt(number: number): SerialNumber {
  return aSerial(`F2LTEST${String(number).padStart(5, '0')}`);
}

const [ONE, TWO] = [serialAt(1), serialAt(2)];

/** A Graph that knows every serial it is asked for, under every token; `disturb` answers in its place. */
function aGraph(disturb: (url: string) => ItemAnswer | undefined = () => undefined) {
  const clock = createManualClock(START);
  const batches: { readonly at: number; readonly urls: readonly string[] }[] = [];
  const fetch: Fetch = async (_url, request) => {
    const { requests } = JSON.parse(request.body ?? '') as { requests: Item[] };
    const urls = requests.map(({ url }) => decodeURIComponent(url));
    batches.push({ at: clock.now() - START, urls });
    await clock.sleep(SECOND);
    const responses = requests.map(({ id }, place) => {
      const url = urls[place] ?? '';
      return { id, ...(disturb(url) ?? { status: 200, body: { value: rowsFor(url) } }) };
    });
    const text = JSON.stringify({ responses: responses.toReversed() });
    return { status: 200, headers: { get: () => null }, text: () => Promise.resolve(text) };
  };
  const { microsoft, microsoftLimiter } = adapters(fetch, clock);
  const read = (serial: SerialNumber, priority: Priority = 'bench') =>
    microsoft.readSerial(serial, ['token'], { priority });
  return { clock, batches, read, limiter: microsoftLimiter };
}

function rowsFor(url: string): unknown[] {
  const serialNumber = /serialNumber eq '(\w+)'/.exec(url)?.[1];
  return url.startsWith('/deviceManagement/managedDevices')
    ? [{ id: `enrollment of ${serialNumber}`, serialNumber, operatingSystem: 'iOS' }]
    : [{ id: `identity of ${serialNumber}`, serialNumber }];
}

describe('serials that are asked for at nearly the same time', () => {
  it('share one batch, and each caller has its own answer', async () => {
    const { clock, batches, read } = aGraph();
    const all = Promise.all([read(ONE), read(TWO)]);
    const [one, two] = await runThrough(clock, all);
    expect(batches.map(({ urls }) => urls.length)).toEqual([4]);
    expect(valueOf(one).identities.map(({ id }) => id)).toEqual([`identity of ${ONE}`]);
    expect(valueOf(two).enrollments.map(({ id }) => id)).toEqual([`enrollment of ${TWO}`]);
  });

  it('fill batches of twenty, which leave at once', async () => {
    const { clock, batches, read } = aGraph();
    const serials = Array.from({ length: 25 }, (_, number) => serialAt(number));
    const all = Promise.all(serials.map((serial) => read(serial)));
    await clock.advance(0);
    expect(batches.map(({ urls }) => urls.length)).toEqual([20, 20]);
    const answers = await runThrough(clock, all);
    expect(batches.map(({ urls }) => urls.length)).toEqual([20, 20, 10]);
    const ids = answers.map((answer) => valueOf(answer).identities[0]?.id);
    expect(ids).toEqual(serials.map((serial) => `identity of ${serial}`));
  });

  it('wait fifteen milliseconds for company and no longer', async () => {
    const { clock, batches, read } = aGraph();
    void read(ONE);
    await clock.advance(14);
    void read(TWO);
    await clock.advance(1);
    expect(batches.map(({ at, urls }) => [at, urls.length])).toEqual([[15, 4]]);
  });

  it('go with the bench when one of them is waited for there', async () => {
    const { clock, batches, read } = aGraph();
    const list = Array.from({ length: 100 }, (_, number) => read(serialAt(number), 'background'));
    await clock.advance(20);
    // Background work leaves two of eight ways free.
    expect(batches).toHaveLength(6);
    void read(ONE);
    await clock.advance(20);
    expect(batches).toHaveLength(7);
    await runThrough(clock, Promise.all(list));
  });
});

describe('an item of a batch', () => {
  it('that is throttled is asked again alone, after its Retry-After', async () => {
    let refusals = 1;
    const { clock, batches, read, limiter } = aGraph((url) =>
      url.includes(ONE) && url.includes('managedDevices') && (refusals -= 1) >= 0
        ? { status: 429, headers: { 'Retry-After': '2.5' } }
        : undefined,
    );
    const answered: SerialNumber[] = [];
    const all = [ONE, TWO].map(async (serial) => {
      const answer = await read(serial);
      answered.push(serial);
      return answer;
    });
    const [one] = await runThrough(clock, Promise.all(all));
    expect(answered).toEqual([TWO, ONE]);
    expect(batches.map(({ urls }) => urls.length)).toEqual([4, 1]);
    expect(batches[1]?.at).toBeGreaterThanOrEqual(15 + 1_000 + 2_500);
    expect(one && valueOf(one).enrollments).toHaveLength(1);
    expect(limiter.budgets()[0]?.pace).toBeLessThan(1);
  });

  it('that is throttled for hours is told to the caller at once', async () => {
    const { clock, batches, read } = aGraph((url) =>
      url.includes(ONE) ? { status: 429, headers: { 'Retry-After': '7200' } } : undefined,
    );
    const all = Promise.all([read(ONE), read(TWO)]);
    const [one, two] = await runThrough(clock, all);
    expect(failureOf(one).retryAt).toBe(START + 15 + SECOND + 2 * HOUR);
    expect(two.ok).toBe(true);
    expect(batches).toHaveLength(1);
  });

  it('that fails fails only its serial', async () => {
    const { clock, read } = aGraph((url) => (url.includes(ONE) ? { status: 503 } : undefined));
    const all = Promise.all([read(ONE), read(TWO)]);
    const [one, two] = await runThrough(clock, all);
    expect(failureOf(one).kind).toBe('serverError');
    expect(valueOf(two).identities).toHaveLength(1);
  });

  it('with rows of another serial proves nothing about this one', async () => {
    const { clock, read } = aGraph((url) =>
      url.includes(ONE) && !url.includes('managedDevices')
        ? ({ status: 200, body: { value: [{ id: 'x', serialNumber: TWO }] } } as ItemAnswer)
        : undefined,
    );
    const answer = await runThrough(clock, read(ONE));
    expect(valueOf(answer).identities).toEqual([]);
  });
});
