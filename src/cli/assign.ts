import { atTargetAmong } from './at-target.ts';
import { runBulkAct, type BulkAct } from './bulk-act.ts';
import type { CommandLine } from './command-line.ts';
import type { Done } from './run-command.ts';

/** Moves each serial to its target as FIX does at the bench; waits until sync and profile have followed. */
export function assign(line: CommandLine): Promise<Done> {
  return runBulkAct(ASSIGN, line);
}

const ASSIGN: BulkAct = {
  command: 'assign',
  words: 'assign',
  kinds: ['reassign', 'sync', 'assignProfile'],
  underWay: new Set([
    'underWay',
    'reassignUnderWay',
    'syncPending',
    'syncUnderWay',
    'profileUnderWay',
  ]),
  queue: async (engine, serials) => engine.calls['campaign.assign']({ serials }),
  doneAmong: atTargetAmong,
};
