import type { Clock, Fetch } from '../core/ports.ts';
import { SECOND } from '../core/time.ts';

/** After a call that found no network, the clouds count as out of reach for so long. */
const PAUSE = 20 * SECOND;

/** Knows from the calls that are made anyway whether the clouds can be asked. */
export interface Connectivity {
  readonly fetch: Fetch;
  isOnline(): boolean;
}

export function watchConnectivity(fetch: Fetch, clock: Clock): Connectivity {
  let lostAt: number | undefined;
  return {
    async fetch(url, request) {
      try {
        const response = await fetch(url, request);
        lostAt = undefined;
        return response;
      } catch (error) {
        lostAt = clock.now();
        throw error;
      }
    },
    isOnline: () => lostAt === undefined || clock.now() - lostAt > PAUSE,
  };
}
