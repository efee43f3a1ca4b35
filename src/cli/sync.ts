import type { JobView } from '../contract/campaign.ts';
import { hasEnded } from '../core/jobs/job.ts';
import { say, type Language } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import type { CommandLine } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { jobJson, jobText } from './job-lines.ts';
import { showOneLine } from './one-line.ts';
import { complain, print, printJson } from './output.ts';
import { pause } from './pause.ts';
import type { Done } from './run-command.ts';
import { withEngine, type Wanted } from './with-engine.ts';

const LOOK_EVERY = 250;
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
  const states = ended.map(({ state }) => state);
  // One that somebody has cancelled has brought nothing over.
  if (hasFailed || states.includes('failed') || states.includes('cancelled')) return EXIT.failed;
  return states.every(hasEnded) ? EXIT.answered : EXIT.unanswered;
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

/** These jobs as they stand when all have ended, or when the time is up. */
async function awaitJobs(
  engine: Engine,
  queued: readonly JobView[],
  { timeout, language }: CommandLine,
): Promise<readonly JobView[]> {
  const until = Date.now() + timeout * 60_000;
  const progress = showOneLine();
  let jobs = queued;
  while (!jobs.every(({ state }) => hasEnded(state)) && Date.now() < until) {
    await pause(LOOK_EVERY);
    jobs = await readAgain(engine, jobs);
    progress.show(progressOf(jobs, language));
  }
  progress.clear();
  return jobs;
}

async function readAgain(engine: Engine, jobs: readonly JobView[]): Promise<readonly JobView[]> {
  const views = await engine.calls['campaign.jobs']({});
  const now = new Map((views.ok ? views.value : []).map((view) => [view.id, view]));
  return jobs.map((job) => now.get(job.id) ?? job);
}

function progressOf(jobs: readonly JobView[], language: Language): string {
  const open = jobs.find(({ state }) => !hasEnded(state));
  return open ? jobText(open, language) : '';
}

function printJob(job: JobView, { json, language }: CommandLine): void {
  if (json) printJson(jobJson(job));
  else print(jobText(job, language));
}
