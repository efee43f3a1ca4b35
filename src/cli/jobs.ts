import type { JobView } from '../contract/campaign.ts';
import { say } from '../core/words/words.ts';
import type { Reply } from '../engine/engine.ts';
import { printJob } from './await-jobs.ts';
import type { CommandLine } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { actOnJob, isJobAct } from './job-acts.ts';
import { complain, print } from './output.ts';
import { pause } from './pause.ts';
import type { Done } from './run-command.ts';
import { withEngine, type Wanted } from './with-engine.ts';

const LOOK_EVERY = 2_000;
const LOOKING: Wanted = { role: 'visitor', clouds: 'none', tasks: ['watch'] };

/** The cloud work of this bench: what is open and what ended within the last day. Or something done with one of it. */
export async function jobs(line: CommandLine): Promise<Done> {
  const [extra, ...more] = line.words;
  if (extra !== undefined && isJobAct(extra)) return actOnJob(extra, more, line);
  if (extra !== undefined) return { key: 'extra', params: { command: 'jobs', extra } };
  if (line.watch) return watch(line);
  return look(line, (views) => {
    for (const view of views) showJob(view, line);
    if (views.length === 0) complain(say(line.language, 'cli.jobs.none'));
  });
}

/** Prints a job again each time that something about it has changed, until Ctrl+C. */
async function watch(line: CommandLine): Promise<ExitCode> {
  const printed = new Map<string, string>();
  const printChanged = (views: readonly JobView[]): void => {
    for (const view of views) {
      const text = JSON.stringify(view);
      if (printed.get(view.id) !== text) showJob(view, line);
      printed.set(view.id, text);
    }
  };
  const interrupted = new Promise<ExitCode>((resolve) => {
    process.once('SIGINT', () => resolve(EXIT.interrupted));
  });
  // The rows of a running bench are seen by who opens them anew.
  for (;;) {
    const code = await look(line, printChanged);
    if (code !== EXIT.answered) return code;
    const ended = await Promise.race([pause(LOOK_EVERY), interrupted]);
    if (ended === EXIT.interrupted) return ended;
  }
}

function look(line: CommandLine, show: (views: readonly JobView[]) => void): Promise<ExitCode> {
  return withEngine({ ...line, cached: true }, LOOKING, async (engine) => {
    const views: Reply<JobView[]> = await engine.calls['campaign.jobs']({});
    if (!views.ok) {
      complainOf(views.error, line.language);
      return EXIT.failed;
    }
    show(views.value);
    return EXIT.answered;
  });
}

/** A person who may do something with it is told how. */
function showJob(view: JobView, line: CommandLine): void {
  printJob(view, line);
  if (line.json) return;
  if (view.mayRetry) print(`  resetbench jobs retry ${view.id}`);
  if (view.mayCancel) print(`  resetbench jobs cancel ${view.id}`);
}
