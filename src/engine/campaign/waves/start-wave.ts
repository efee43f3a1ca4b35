import type { Queued } from '../../../contract/campaign.ts';
import { isToStart } from '../../../core/campaign/wave-state.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { EARLIEST_DEADLINE, LATEST_DEADLINE } from '../../../core/jobs/deadline.ts';
import { failure } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Follow } from '../../desk/follow.ts';
import type { Reply } from '../../engine.ts';
import { migrateMany } from '../queue-work.ts';
import type { WaveBoard } from './wave-board.ts';

interface Starting {
  readonly id: string;
  readonly deadlineAt?: Instant | undefined;
}

interface Parts {
  readonly desk: Desk;
  readonly follow: Follow;
  readonly board: WaveBoard;
}

/**
 * Queues the migration of a wave's devices. Its row says so before the first is queued, so that a crash leaves devices
 * of which the jobs tell whether they were: nothing is lost, and what is queued is not queued again.
 */
export async function startWave(
  { desk, follow, board }: Parts,
  { id, deadlineAt }: Starting,
): Promise<Reply<Queued>> {
  const wave = board.store.find(id);
  if (!wave) return failure({ code: 'unknownWave' });
  const deadline = deadlineAt ?? wave.deadlineAt;
  if (!isInRange(deadline, desk.clock.now())) return failure({ code: 'deadlineOutOfRange' });
  const serials = await devicesToStart(board, id);
  if (serials.length === 0) return failure({ code: 'waveDone' });
  const { operator: by } = desk.state;
  if (by === null) return failure({ code: 'noOperator' });
  const at = desk.clock.now();
  if (!isInRange(deadline, at)) return failure({ code: 'deadlineOutOfRange' });
  board.store.begin(id, serials, { at, by, deadlineAt: deadline, since: board.news.length() });
  const reply = await migrateMany(desk, follow, { serials, deadlineAt: deadline });
  if (reply.ok) board.store.answer(reply.value);
  return reply;
}

function isInRange(deadlineAt: Instant, now: Instant): boolean {
  const ahead = deadlineAt - now;
  return ahead >= EARLIEST_DEADLINE && ahead <= LATEST_DEADLINE;
}

async function devicesToStart(board: WaveBoard, id: string): Promise<readonly SerialNumber[]> {
  const findings = await board.findings(board.store.devicesOf(id));
  return findings.filter(({ finding }) => isToStart(finding)).map(({ serial }) => serial);
}
