import { MOST_SERIALS } from '../../../contract/campaign.ts';
import type { Stuck } from '../../../contract/chase.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Instant } from '../../../core/time.ts';
import type { Lane } from '../../../core/verdict/lane.ts';
import { deviceStateOf, verdictOf } from '../../desk/card.ts';
import type { Desk } from '../../desk/desk.ts';
import { inTurns } from '../../in-turns.ts';

/** What a technician cannot end by erasing, switching on or handing over. */
const STUCK: readonly Lane[] = ['wait', 'fix', 'stop', 'unknown'];

interface Waiting {
  readonly serial: SerialNumber;
  readonly lane: Lane;
  readonly reason: Stuck['reason'];
  readonly openedAt: Instant;
}

/** The devices of this bench whose case is open and that wait for something, by what that is. Asks nobody. */
export async function stuckAt(desk: Desk): Promise<Stuck[]> {
  const waiting: Waiting[] = [];
  const here = desk.ledger.handled().filter(({ handedOverAt }) => handedOverAt === null);
  await inTurns(here, (slice) => {
    for (const { serial } of slice) waiting.push(...waitingOf(desk, serial));
  });
  const groups = Map.groupBy(waiting, ({ lane, reason }) => `${lane} ${reason}`);
  return [...groups.values()].flatMap(groupOf).toSorted((one, other) => other.count - one.count);
}

function waitingOf(desk: Desk, serial: SerialNumber): Waiting[] {
  const state = deviceStateOf(desk, serial);
  const newest = state.cases[0];
  const { lane, reasons } = verdictOf(desk, serial, state);
  const reason = reasons[0]?.code;
  if (!newest?.isOpen || !reason || !STUCK.includes(lane)) return [];
  return [{ serial, lane, reason, openedAt: newest.openedAt }];
}

function groupOf(group: readonly Waiting[]): Stuck[] {
  const oldestFirst = group.toSorted((one, other) => one.openedAt - other.openedAt);
  const [first] = oldestFirst;
  if (!first) return [];
  const { lane, reason, openedAt } = first;
  const serials = oldestFirst.slice(0, MOST_SERIALS).map(({ serial }) => serial);
  return [{ lane, reason, count: group.length, oldestAt: openedAt, serials }];
}
