import { numberOf } from '../../core/chance.ts';
import type { Fetch, HttpRequest, HttpResponse } from '../../core/ports.ts';
import type { World } from '../world/world.ts';
import {
  asHttpResponse,
  readRequest,
  type SimulatedAnswer,
  type SimulatedRequest,
} from './exchange.ts';
import { answerOf, disturbed, takeFault, type Fault } from './faults.ts';

export type Cloud = (world: World, request: SimulatedRequest) => SimulatedAnswer;

/** Apple drops streams of the same caller beyond this many at once (docs/protocol/apple-business.md#limits). */
const STREAMS_AT_ONCE = 4;

export interface NetworkOptions {
  /** By host name. Any other host does not exist. */
  readonly clouds: Readonly<Record<string, Cloud>>;
  readonly hostsWithFewStreams: readonly string[];
  /** Shortest and longest way to a cloud and back, in milliseconds of virtual time. */
  readonly latency: readonly [number, number];
}

/** A `Fetch` that reaches the simulated clouds and nothing else. */
export function createNetwork(world: World, options: NetworkOptions): Fetch {
  const streams = new Map<string, number>();
  return async (address, request) => {
    const url = new URL(address);
    const cloud = options.clouds[url.host];
    if (!cloud) throw networkError(`There is no host ${url.host} in the sandbox.`);
    const open = streams.get(url.host) ?? 0;
    if (open >= STREAMS_AT_ONCE && options.hostsWithFewStreams.includes(url.host)) {
      throw networkError('The stream was reset.');
    }
    streams.set(url.host, open + 1);
    try {
      return await exchange(world, options.latency, { cloud, url, request });
    } finally {
      streams.set(url.host, (streams.get(url.host) ?? 1) - 1);
    }
  };
}

interface Exchange {
  readonly cloud: Cloud;
  readonly url: URL;
  readonly request: HttpRequest;
}

async function exchange(
  world: World,
  latency: NetworkOptions['latency'],
  { cloud, url, request }: Exchange,
): Promise<HttpResponse> {
  const fault = takeFault(world.faults, `${request.method} ${url.href}`);
  await travel(world, latency, fault, request.timeoutMs);
  if (!world.state.isOnline || fault?.kind === 'network')
    throw networkError('The network is down.');
  world.settle();
  const answer = answerOf(fault) ?? cloud(world, readRequest(url, request));
  if (request.method !== 'GET') world.touch();
  if (fault?.kind === 'lostAnswer') throw networkError('The connection was lost.');
  return disturbed(asHttpResponse(answer, new Date(world.now())), fault);
}

async function travel(
  world: World,
  [shortest, longest]: NetworkOptions['latency'],
  fault: Fault | undefined,
  timeout: number,
): Promise<void> {
  const usual =
    longest === 0
      ? 0
      : numberOf(world.seed, `latency/${world.count('request')}`, shortest, longest);
  const way = usual + (fault?.kind === 'slow' ? fault.milliseconds : 0);
  if (way > 0) await world.clock.sleep(Math.min(way, timeout));
  if (way > timeout) throw networkError('The request timed out.');
}

function networkError(message: string): TypeError {
  return new TypeError('fetch failed', { cause: new Error(message) });
}
