import type { Queued } from '../../contract/campaign.ts';
import type { DeviceSelection } from '../../contract/device-query.ts';
import type { Acted } from '../../contract/devices.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { success } from '../../core/result.ts';
import { assignMany } from '../campaign/queue-work.ts';
import type { Desk } from '../desk/desk.ts';
import type { Follow } from '../desk/follow.ts';
import type { Reply } from '../engine.ts';
import { nextTurn } from '../in-turns.ts';
import type { Fleet } from './fleet.ts';

export interface ActParts {
  readonly desk: Desk;
  readonly follow: Follow;
  readonly fleet: Fleet;
}

/** What each of them becomes in one write of the ledger: a scan must not wait for more. */
const AT_ONCE = 200;
const SHOWN = 100;

type Act = (serials: readonly SerialNumber[]) => Promise<Reply<Queued>>;

/**
 * Does it for all that are meant, a few hundred at a time. When it fails on the way, what was done until then stays
 * done and the failure is told; whoever does it again is refused for those.
 */
export async function actOnMany(
  { fleet }: Pick<ActParts, 'fleet'>,
  of: DeviceSelection,
  act: Act,
): Promise<Reply<Acted>> {
  const serials = await fleet.serialsOf(of);
  const refused = new Map<string, SerialNumber[]>();
  let taken = 0;
  for (let from = 0; from < serials.length; from += AT_ONCE) {
    const reply = await act(serials.slice(from, from + AT_ONCE));
    if (!reply.ok) return reply;
    taken += reply.value.queued.length;
    for (const { serial, reason } of reply.value.refused) {
      refused.set(reason, [...(refused.get(reason) ?? []), serial]);
    }
    fleet.changed(reply.value.queued);
    await nextTurn();
  }
  return success({ taken, refused: byReason(refused) });
}

function byReason(refused: ReadonlyMap<string, readonly SerialNumber[]>): Acted['refused'] {
  return [...refused]
    .map(([reason, serials]) => ({
      reason,
      count: serials.length,
      serials: serials.slice(0, SHOWN),
    }))
    .toSorted((one, other) => other.count - one.count);
}

/** By the rules of the campaign, for those to which their verdict offers just this. */
export function queueOnly({ desk, follow }: ActParts, only: 'reassign' | 'assignProfile'): Act {
  return (serials) => assignMany(desk, follow, { serials, only });
}
