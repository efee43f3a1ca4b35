import type { JobView } from '../contract/campaign.ts';
import { hasEnded } from '../core/jobs/job.ts';
import type { Engine } from '../engine/engine.ts';
import type { CommandLine } from './command-line.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { jobJson, jobText } from './job-lines.ts';
import { showOneLine } from './one-line.ts';
import { print, printJson } from './output.ts';
import { pause } from './pause.ts';

const LOOK_EVERY = 250;

/** These jobs as they stand when all have ended, or when the time is up. */
export async function awaitJobs(
  engine: Engine,
  queued: readonly JobView[],
  { timeout, language }: CommandLine,
): Promise<readonly JobView[]> {
  const until = Date.now() + timeout * 60_000;
  const progress = showOneLine();
  let jobs = await read(engine, queued);
  while (!jobs.every(({ state }) => hasEnded(state)) && Date.now() < until) {
    await pause(LOOK_EVERY);
    jobs = await read(engine, queued);
    const open = jobs.find(({ state }) => !hasEnded(state));
    progress.show(open ? jobText(open, language) : '');
  }
  progress.clear();
  return jobs;
}

async function read(engine: Engine, queued: readonly JobView[]): Promise<readonly JobView[]> {
  const views = await engine.calls['campaign.jobs']({});
  const all = views.ok ? views.value : [];
  return queued.map((job) => all.find(({ id }) => id === job.id) ?? job);
}

/** One that somebody has cancelled has done nothing of what was asked. */
export function exitCodeOf(jobs: readonly JobView[]): ExitCode {
  const states = jobs.map(({ state }) => state);
  if (states.includes('failed') || states.includes('cancelled')) return EXIT.failed;
  return states.every(hasEnded) ? EXIT.answered : EXIT.unanswered;
}

export function printJob(job: JobView, { json, language }: CommandLine): void {
  if (json) printJson(jobJson(job));
  else print(jobText(job, language));
}
