import { z } from 'zod';
import type { Queued } from '../contract/campaign.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import { MINUTE, type Instant } from '../core/time.ts';
import type { Engine } from '../engine/engine.ts';
import { runBulkAct, type BulkAct } from './bulk-act.ts';
import type { CommandLine } from './command-line.ts';
import type { Done } from './run-command.ts';

/**
 * Has Apple migrate each serial without a reset until `--deadline`, and waits until that stands at Apple and its
 * profile has settled; or takes it back with `--cancel`.
 */
export async function migrate(line: CommandLine): Promise<Done> {
  const { deadline, cancel } = line;
  if (cancel === (deadline !== undefined)) return { key: 'migrate', params: {} };
  if (deadline === undefined) return runBulkAct(CANCEL, line);
  const deadlineAt = momentIn(deadline);
  if (deadlineAt === undefined) return { key: 'deadline', params: { deadline } };
  return runBulkAct(migrationUntil(deadlineAt), line);
}

function migrationUntil(deadlineAt: Instant): BulkAct {
  return {
    command: 'migrate',
    words: 'migrate',
    kinds: ['migrate', 'sync', 'assignProfile'],
    underWay: new Set(['underWay', 'migrationRequested']),
    queue: async (engine, serials) => engine.calls['campaign.migrate']({ serials, deadlineAt }),
    doneAmong: (engine, refused) => setAlready(engine, refused, deadlineAt),
  };
}

/** The clocks of bench and cloud may differ by so much. */
const ABOUT = 10 * MINUTE;

/** Those that Apple is to migrate by that deadline already. */
async function setAlready(
  engine: Engine,
  refused: Queued['refused'],
  deadlineAt: Instant,
): Promise<ReadonlySet<SerialNumber>> {
  const set = new Set<SerialNumber>();
  for (const { serial, reason } of refused) {
    if (reason !== 'migrationRequested') continue;
    const { facts } = await engine.check(serial, { cached: true });
    const shown = facts.deviceCheck?.value.migrationDeadline ?? Infinity;
    if (Math.abs(shown - deadlineAt) < ABOUT) set.add(serial);
  }
  return set;
}

const CANCEL: BulkAct = {
  command: 'migrate',
  words: 'cancelMigration',
  kinds: ['cancelMigration'],
  underWay: new Set(['underWay']),
  queue: async (engine, serials) => engine.calls['campaign.cancelMigration']({ serials }),
};

const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A moment of ISO 8601, to the minute or finer; without an offset this machine's own time. */
export function momentIn(text: string): Instant | undefined {
  const [, minute = '', seconds = ':00', offset = ''] = MOMENT.exec(text.trim()) ?? [];
  const whole = z.iso
    .datetime({ offset: true, local: true })
    .safeParse(`${minute}${seconds}${offset}`);
  return whole.success ? Date.parse(whole.data) : undefined;
}
