import type { JobView } from '../../../../contract/campaign.ts';
import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useCampaign } from '../feed/use-campaign.ts';
import { JobItem } from './JobItem.tsx';
import './jobs.css';

/**
 * All cloud work of this bench: what failed and can be tried again first, then what is open, then what ended without
 * success; what ended well is kept behind one line.
 */
export function JobList() {
  const say = useSay();
  const jobs = useCampaign((campaign) => campaign.jobs);
  return (
    <section className="campaign-part" aria-label={say('ui.campaign.jobs.title')}>
      <h2>{say('ui.campaign.jobs.title')}</h2>
      {!jobs && <p className="muted">{say('ui.campaign.notKnown')}</p>}
      {jobs?.length === 0 && (
        <EmptyState title={say('ui.campaign.jobs.none.title')}>
          {say('ui.campaign.jobs.none.text')}
        </EmptyState>
      )}
      <Items jobs={(jobs ?? []).filter((job) => !isDone(job))} />
      <Done jobs={(jobs ?? []).filter(isDone)} />
    </section>
  );
}

interface Jobs {
  readonly jobs: readonly JobView[];
}

function Items({ jobs }: Jobs) {
  return (
    <ul className="job-list">
      {inOrder(jobs).map((job) => (
        <JobItem key={job.id} job={job} />
      ))}
    </ul>
  );
}

function Done({ jobs }: Jobs) {
  const say = useSay();
  if (jobs.length === 0) return null;
  return (
    <details className="jobs-done">
      <summary>{say('ui.campaign.jobs.done', { count: jobs.length })}</summary>
      <Items jobs={jobs} />
    </details>
  );
}

function isDone({ state }: JobView): boolean {
  return state === 'confirmed';
}

function inOrder(jobs: readonly JobView[]): readonly JobView[] {
  const rank = (job: JobView) => {
    if (job.mayRetry) return 0;
    return job.open > 0 ? 1 : 2;
  };
  return jobs.toSorted((one, other) => rank(one) - rank(other) || other.since - one.since);
}
