import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createAppleCloud } from '../../src/engine/clouds/apple/apple-cloud.ts';
import { createListing } from '../../src/engine/clouds/listing/listing.ts';
import { createMicrosoftCloud } from '../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { createLimiter } from '../../src/engine/clouds/quota/limiter.ts';
import {
  appleLimits,
  microsoftLimits,
  type LimiterRules,
} from '../../src/engine/clouds/quota/limits.ts';
import { wallClock } from '../../src/engine/live-world.ts';
import { createMirror } from '../../src/engine/mirror/mirror.ts';
import { BEARERS, connections } from '../../src/sandbox/campaign/organization.ts';
import type { ImportReport, LoopDelay } from './import-stall.ts';

/*
 * The engine's own listing (adapters, JSON, schemas, mirror) against clouds on a socket, in a process as bare as the
 * engine's: how long does its event loop stand still? Nothing waits for a quota, so it is under more load than in
 * life, where one page comes every three seconds.
 */
const [, , baseUrl = '', file = ''] = process.argv;
const mirror = createMirror({ file, clock: wallClock });
const IDLE = 3_000;

process.once('message', () => void measure());
process.send?.('ready');

async function measure(): Promise<void> {
  const idle = await delayDuring(() => wallClock.sleep(IDLE));
  const began = performance.now();
  const listing = createListing({
    apple: [apple()],
    microsoft: microsoft(),
    mirror,
    clock: wallClock,
  });
  let rows = 0;
  const busy = await delayDuring(async () => {
    const listed = await listing.run();
    if (!listed.ok) throw new Error(`${listed.error.kind}: ${listed.error.detail}`);
    rows = listed.value.rows;
  });
  const seconds = (performance.now() - began) / 1_000;
  const report: ImportReport = { idle, busy, rows, seconds, devices: mirror.count() };
  mirror.close();
  process.send?.(report, () => process.exit(0));
}

async function delayDuring(work: () => Promise<unknown>): Promise<LoopDelay> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await work();
  histogram.disable();
  return delayOf(histogram);
}

function delayOf(histogram: ReturnType<typeof monitorEventLoopDelay>): LoopDelay {
  const at = (rank: number) => histogram.percentile(rank) / 1e6;
  return { p50: at(50), p99: at(99), p999: at(99.9), max: histogram.max / 1e6 };
}

function apple() {
  const [organization] = connections.organizations;
  if (!organization) throw new Error('the sandbox has no organization');
  return createAppleCloud({
    organization: { ...organization, apiBaseUrl: `${baseUrl}/apple` },
    fetch: nodeFetch,
    clock: wallClock,
    limiter: createLimiter({ clock: wallClock, rules: unhindered(appleLimits(organization.id)) }),
    bearer: () => Promise.resolve(BEARERS.apple),
  });
}

function microsoft() {
  const { tenant } = connections;
  if (!tenant) throw new Error('the sandbox has no tenant');
  return createMicrosoftCloud({
    tenant: { ...tenant, graphBaseUrl: `${baseUrl}/graph` },
    fetch: nodeFetch,
    clock: wallClock,
    limiter: createLimiter({ clock: wallClock, rules: unhindered(microsoftLimits('tenant')) }),
    bearer: () => Promise.resolve(BEARERS.microsoft),
  });
}

function unhindered(rules: LimiterRules): LimiterRules {
  return { ...rules, read: { limit: 1_000_000, window: 1_000 } };
}

function nodeFetch(
  url: string,
  { timeoutMs, ...request }: Parameters<Parameters<typeof createAppleCloud>[0]['fetch']>[1],
) {
  return fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
}
