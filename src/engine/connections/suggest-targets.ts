import type { Suggestion } from '../../contract/connections.ts';
import type { Tally } from '../../core/runway/tally.ts';
import type { Mirror } from '../mirror/mirror.ts';

/**
 * Which service pairs with which token: those that share serials, the most shared first. Only a person can say that
 * a pair is meant; a few shared serials are often what is left of a move.
 */
export function suggestTargets(mirror: Pick<Mirror, 'tally'>): Suggestion[] {
  const pairs = new Map<string, Suggestion>();
  const tally = mirror.tally();
  for (const { organizationId, serviceId, tokenId, count } of tally) {
    if (!organizationId || !serviceId || !tokenId) continue;
    const pair = { organizationId, serviceId, tokenId };
    const key = JSON.stringify(pair);
    const shared = (pairs.get(key)?.shared ?? 0) + count;
    pairs.set(key, { ...pair, ...around(tally, pair), shared });
  }
  return [...pairs.values()].toSorted(
    (one, other) => other.shared - one.shared || strangers(one) - strangers(other),
  );
}

type Pair = Pick<Suggestion, 'organizationId' | 'serviceId' | 'tokenId'>;

function around(tally: Tally, { organizationId, serviceId, tokenId }: Pair) {
  const count = (lines: Tally) => lines.reduce((sum, line) => sum + line.count, 0);
  const isOnService = (line: Tally[number]) =>
    line.serviceId === serviceId && line.organizationId === organizationId;
  return {
    onService: count(tally.filter(isOnService)),
    underToken: count(tally.filter((line) => line.tokenId === tokenId)),
  };
}

/** Serials that only one of the two lists names. */
function strangers({ onService, underToken, shared }: Suggestion): number {
  return onService + underToken - 2 * shared;
}
