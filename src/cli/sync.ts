import type { JobView } from '../contract/campaign.ts';
import { say } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { awaitJobs, exitCodeOf, printJob } from './await-jobs.ts';
import type { CommandLine } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { complain } from './output.ts';
import type { Done } from './run-command.ts';
import { withEngine, type Wanted } from './with-engine.ts';

const WORKING: Wanted = { role: 'bench', clouds: 'needed', tasks: ['watch', 'move'] };

/** Syncs the token of one target, or of each, when Intune allows it next; waits until that is done. */
export async function sync(line: CommandLine): Promise<Done> {
  const [extra] = line.words;
  if (extra !== undefined) return { key: 'extra', params: { command: 'sync', extra } };
  return withEngine(line, WORKING, (engine) => syncAll(engine, line));
}

async function syncAll(engine: Engine, line: CommandLine): Promise<ExitCode> {
  const targetIds = await targetsOf(engine, line);
  if (!targetIds) return EXIT.failed;
  const queued: JobView[] = [];
  let hasFailed = false;
  for (const targetId of targetIds) {
    const job = await engine.calls['campaign.sync']({ targetId });
    if (job.ok) queued.push(job.value);
    else {
      complainOf(job.error, line.language);
      hasFailed = true;
    }
  }
  const ended = await awaitJobs(engine, queued, line);
  for (const job of ended) printJob(job, line);
  return hasFailed ? EXIT.failed : exitCodeOf(ended);
}

async function targetsOf(
  engine: Engine,
  { target, language }: CommandLine,
): Promise<readonly string[] | undefined> {
  const view = await engine.calls['connections.read']({});
  if (!view.ok) {
    complainOf(view.error, language);
    return undefined;
  }
  const ids = view.value.connections.policy.targets.map(({ id }) => id);
  const chosen = target === undefined ? ids : ids.filter((id) => id === target);
  if (chosen.length > 0) return chosen;
  const key = ids.length === 0 ? 'noTarget' : 'unknownTarget';
  complain(say(language, `cli.sync.${key}`, { target: target ?? '', known: ids.join(', ') }));
  return undefined;
}
