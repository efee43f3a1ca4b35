import { hasEnded, type JobKind, type Work } from '../jobs/job.ts';
import type { CaseView } from './case-view.ts';

/** The job of this kind that has not ended: `finished` is only what the cloud says, not yet what was read again. */
export function workUnderWay(view: CaseView, kind: JobKind): Work | undefined {
  return newestFirst(view, kind).find(({ state }) => !hasEnded(state));
}

/** The newest job of this kind, if it failed; a failure before a success is history. */
export function failedWork(view: CaseView, kind: JobKind): Work | undefined {
  const newest = newestFirst(view, kind)[0];
  return newest?.state === 'failed' ? newest : undefined;
}

function newestFirst(view: CaseView, kind: JobKind): Work[] {
  return view.work
    .filter((work) => work.kind === kind)
    .toSorted((one, other) => other.since - one.since);
}
