import type { Cancelled, Retried } from '../contract/campaign.ts';
import type { Failure } from '../contract/protocol.ts';
import { jobKindSchema, type JobKind } from '../core/jobs/job.ts';
import { say } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { exitCodeOf, printAnswer, type ActWords } from './answers.ts';
import { awaitJobs, exitCodeOf as exitCodeOfJobs, printJob } from './await-jobs.ts';
import { awaitWork } from './await-work.ts';
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

/** What failed is queued as a job of its own; that and what follows from it for the same serials is waited for. */
async function retry(engine: Engine, id: string, line: CommandLine): Promise<ExitCode> {
  const reply = await engine.calls['campaign.retryJob']({ id });
  if (!reply.ok) return refuse('retry', reply.error, line);
  const { kind, serials } = reply.value;
  if (serials.length === 0) return awaitSync(engine, reply.value, line);
  const asked = { kinds: AWAITED, words: WORDS[kind] ?? 'assign', line };
  const outcomes = await awaitWork(engine, serials, asked);
  for (const [serial, { outcome, failure }] of outcomes)
    printAnswer(serial, { outcome, reason: failure }, asked);
  return exitCodeOf([...outcomes.values()].map(({ outcome }) => outcome));
}

/** That a device comes up in Intune is a matter for whoever erases it. */
const AWAITED: readonly JobKind[] = jobKindSchema.exclude(['confirm']).options;

/** A move, its sync and its profile lead to the target. */
const WORDS: Partial<Record<JobKind, ActWords>> = {
  migrate: 'migrate',
  changeDeadline: 'migrate',
  cancelMigration: 'cancelMigration',
};

/** A sync for nobody in particular has nothing that follows. */
async function awaitSync(engine: Engine, queued: Retried, line: CommandLine): Promise<ExitCode> {
  const jobs = await awaitJobs(engine, [queued], line);
  for (const job of jobs) printJob(job, line);
  return exitCodeOfJobs(jobs);
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
