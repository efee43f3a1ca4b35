import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createNodeUsbBus } from '../../src/engine/bench/bus/node-usb-bus.ts';
import { modelByProductType } from '../../src/engine/bench/models/model-names.ts';
import type { BenchSignal, TrackedDevice } from '../../src/engine/bench/tracking/tracked-device.ts';
import { benchOn } from '../support/bench-on-fakes.ts';
import { obey, sharedNow } from './devices-orders.ts';

/** The live bench, which notes when its tiles came and were complete. Says `null` first. */
export type BenchOrder =
  | { readonly do: 'complete' | 'appeared'; readonly udids: readonly string[] }
  | { readonly do: 'gone' }
  | { readonly do: 'cpu' | 'rest'; readonly milliseconds: number };

/** When each came, in the order of the question. */
export type TileTimes = readonly number[];

/** What a bench holds on to. */
export interface Rest {
  readonly heapMegabytes: number;
  readonly rssMegabytes: number;
  /** Sockets, pipes, timers: all that keeps Node running, by kind. */
  readonly handles: Readonly<Record<string, number>>;
}

const { values } = parseArgs({
  options: { mux: { type: 'string' }, hurry: { type: 'string' }, usb: { type: 'boolean' } },
});
const POLL = 5;
/** Nothing takes as long: what the bench has then is said. */
const LONGEST = 60_000;
const appeared = new Map<string, number>();
const complete = new Map<string, number>();
const { bench, stop } = benchOn({ address: values.mux ?? '' }, Number(values.hurry), {
  timeoutMs: 5_000,
  // Nobody tells events, as in a container: it has to look again and again.
  ...(values.usb && { bus: await createNodeUsbBus({ udevControl: '/no/such/socket' }) }),
});
bench.subscribe(note);
process.stdout.write('null\n');
await obey((order) => carryOut(order as BenchOrder)); // Our own parent says nothing else.
stop();

function note({ kind, device }: BenchSignal): void {
  const { udid } = device;
  if (udid === undefined) return;
  // A port that grows calm tells of a device that has left it, too.
  if (kind === 'left' || device.goneSince !== undefined) {
    appeared.delete(udid);
    complete.delete(udid);
    return;
  }
  if (!appeared.has(udid)) appeared.set(udid, sharedNow());
  if (!complete.has(udid) && isComplete(device)) complete.set(udid, sharedNow());
}

function isComplete({ productType, probe, ecid }: TrackedDevice): boolean {
  const model = modelByProductType(productType ?? '');
  return [model, probe?.deviceName, probe?.osVersion, ecid].every((text) => text !== undefined);
}

async function carryOut(order: BenchOrder): Promise<unknown> {
  if (order.do === 'appeared') return timesOf(order.udids, appeared);
  if (order.do === 'complete') return timesOf(order.udids, complete);
  if (order.do === 'cpu') return cpuOver(order.milliseconds);
  if (order.do === 'rest') return restFor(order.milliseconds);
  return until(() => bench.slots().every(({ device }) => device?.goneSince !== undefined));
}

async function timesOf(udids: readonly string[], noted: ReadonlyMap<string, number>) {
  await until(() => udids.every((udid) => noted.has(udid)));
  return udids.map((udid) => noted.get(udid));
}

async function until(isSo: () => boolean): Promise<void> {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > LONGEST) throw new Error(JSON.stringify(bench.slots()));
    await sleep(POLL);
  }
}

async function cpuOver(milliseconds: number): Promise<number> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await sleep(milliseconds);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 10 / (performance.now() - began);
}

async function restFor(milliseconds: number): Promise<Rest> {
  await sleep(milliseconds);
  // What one collection finds over may hold what only the next one takes.
  for (let count = 0; count < 4; count += 1) {
    globalThis.gc?.();
    await setImmediate();
  }
  const { heapUsed, rss } = process.memoryUsage();
  const kinds = process.getActiveResourcesInfo();
  const counts = Map.groupBy(kinds, (kind) => kind).entries();
  const handles = Object.fromEntries([...counts].map(([kind, all]) => [kind, all.length]));
  return { heapMegabytes: heapUsed / 2 ** 20, rssMegabytes: rss / 2 ** 20, handles };
}
