import type { JobView } from '../../../../contract/campaign.ts';
import { isReason } from '../../../../core/jobs/failures.ts';
import { useSay } from '../../../app/language.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { CloudWords, WhyFailed } from './CloudWords.tsx';
import { countText, laneOf, stateText } from './job-words.ts';
import { JobActions } from './JobActions.tsx';
import { JobMembers } from './JobMembers.tsx';
import { OutcomeShape } from './OutcomeShape.tsx';

/** One job: what it does, how far it is, what it waits for, and what failed for which serial. */
export function JobItem({ job }: { readonly job: JobView }) {
  const say = useSay();
  const { open, confirmed, failed, cancelled } = job;
  const all = open + confirmed + failed + cancelled;
  const title = say(`campaign.job.${job.kind}`);
  return (
    <li className="job" data-lane={laneOf(job)}>
      <div className="job-head">
        <span className="job-shape">
          <OutcomeShape lane={laneOf(job)} size={20} />
        </span>
        <div className="job-title">
          <h3>
            {title}
            {job.target !== null && <span className="muted"> · {job.target}</span>}
            {job.profile !== null && <span className="muted"> · {job.profile}</span>}
          </h3>
          <p>
            {stateText(job, say)} <span className="muted">· </span>
            <RelativeTime at={job.since} isPast />
          </p>
          <Waiting job={job} />
        </div>
        <div className="job-progress">
          <progress
            className="progress"
            aria-label={title}
            max={Math.max(1, all)}
            value={all - open}
          />
          <p className="small">{countText(job, say)}</p>
        </div>
        <JobActions job={job} />
      </div>
      <JobMembers job={job} />
    </li>
  );
}

/** Why it stands still, and when it goes on. */
function Waiting({ job }: { readonly job: JobView }) {
  const say = useSay();
  const { state, waiting, nextAt, note, approvalCode, deadlineAt, open } = job;
  return (
    <>
      {open > 0 && waiting && <p className="muted">{say(`campaign.waiting.${waiting}`)}</p>}
      {open > 0 && nextAt !== undefined && (
        <p className="muted">
          {say('ui.campaign.jobs.next')} <RelativeTime at={nextAt} isAhead />
        </p>
      )}
      {deadlineAt !== undefined && (
        <p className="muted">
          {say('ui.campaign.jobs.deadline')} <RelativeTime at={deadlineAt} />
        </p>
      )}
      {approvalCode !== undefined && (
        <p>
          {say('ui.campaign.jobs.approvalCode')} <code className="selectable">{approvalCode}</code>
        </p>
      )}
      {note !== undefined &&
        (isReason(note, state) ? <WhyFailed failure={note} /> : <CloudWords text={note} />)}
    </>
  );
}
