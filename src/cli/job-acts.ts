import type { Cancelled, JobView } from '../contract/campaign.ts';
import type { Failure } from '../contract/protocol.ts';
import { say } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { awaitJobs, exitCodeOf, printJob } from './await-jobs.ts';
import type { CommandLine } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { jobJson, jobText } from './job-lines.ts';
import { signInOperator } from './operator.ts';
import { complain, print, printJson } from './output.ts';
import type { Done } from './run-command.ts';
import { withEngine, type Wanted } from './with-engine.ts';

/** What can be done with one job: `jobs cancel ID`, `jobs retry ID`. */
export type JobAct = keyof typeof ACTS;

export function isJobAct(word: string): word is JobAct {
  return Object.hasOwn(ACTS, word);
}

/** `words` is what stands after the act: the id of the job, and nothing else. */
export async function actOnJob(
  act: JobAct,
  [id, extra]: readonly string[],
  line: CommandLine,
): Promise<Done> {
  const command = `jobs ${act}`;
  if (id === undefined) return { key: 'needsJob', params: { command } };
  if (extra !== undefined) return { key: 'extra', params: { command, extra } };
  if (line.watch) return { key: 'optionNotHere', params: { command, option: '--watch' } };
  const { wanted, run } = ACTS[act];
  return withEngine(line, wanted, async (engine) => {
    if (!(await signInOperator(engine, line.language))) return EXIT.failed;
    return run(engine, id, line);
  });
}

type Run = (engine: Engine, id: string, line: CommandLine) => Promise<ExitCode>;

/** Nothing is called back from a cloud, so that cancelling needs none. */
const ACTS = {
  cancel: { wanted: { role: 'bench', clouds: 'none', tasks: ['watch'] }, run: cancel },
  retry: { wanted: { role: 'bench', clouds: 'needed', tasks: ['watch', 'move'] }, run: retry },
} as const satisfies Record<string, { readonly wanted: Wanted; readonly run: Run }>;

async function cancel(engine: Engine, id: string, line: CommandLine): Promise<ExitCode> {
  const reply = await engine.calls['campaign.cancelJob']({ id });
  if (!reply.ok) return refuse('cancel', reply.error, line);
  printCancelled(reply.value, line);
  return EXIT.answered;
}

/** What failed is queued as a job of its own; it and what follows from it are waited for. */
async function retry(engine: Engine, id: string, line: CommandLine): Promise<ExitCode> {
  const reply = await engine.calls['campaign.retryJob']({ id });
  if (!reply.ok) return refuse('retry', reply.error, line);
  const jobs = await awaitJobs(engine, (all) => since(reply.value, all), line);
  for (const job of jobs) printJob(job, line);
  return exitCodeOf(jobs);
}

/** That a device comes up in Intune is a matter for whoever erases it. */
function since(first: JobView, all: readonly JobView[]): readonly JobView[] {
  const later = all.filter(({ id, queuedAt }) => id !== first.id && queuedAt >= first.queuedAt);
  const now = all.find(({ id }) => id === first.id) ?? first;
  return [now, ...later.filter(({ kind }) => kind !== 'confirm').toReversed()];
}

function refuse(act: JobAct, failure: Failure, { language }: CommandLine): ExitCode {
  if (failure.code === 'notOffered') complain(say(language, `cli.jobs.notOffered.${act}`));
  else complainOf(failure, language);
  return EXIT.failed;
}

function printCancelled(
  { happened, serials, job }: Cancelled,
  { json, language }: CommandLine,
): void {
  if (json) return printJson({ happened, serials, job: jobJson(job) });
  print(jobText(job, language));
  const isMigration = happened === 'migrationStays';
  print(say(language, isMigration ? 'cli.jobs.migrationStays' : `campaign.cancelled.${happened}`));
}
