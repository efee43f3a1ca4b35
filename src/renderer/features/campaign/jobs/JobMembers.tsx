import type { JobView } from '../../../../contract/campaign.ts';
import { useSay } from '../../../app/language.tsx';
import { FailureWords } from '../../../ui/FailureWords.tsx';
import { Serial } from '../../../ui/Serial.tsx';

/** The serials of a job behind one line; those that failed stand first, with why and what to do about it. */
export function JobMembers({ job }: { readonly job: JobView }) {
  const say = useSay();
  const { members, open, confirmed, failed, cancelled } = job;
  const all = open + confirmed + failed + cancelled;
  if (members.length === 0) return null;
  return (
    <details className="job-members" open={failed > 0 || undefined}>
      <summary>{say('ui.campaign.jobs.serials', { count: all })}</summary>
      <ul>
        {members.map(({ serial, outcome, failure }) => (
          <li key={serial} data-lane={outcome === 'failed' ? 'stop' : undefined}>
            <Serial serial={serial} />
            <span className="job-outcome">{say(`campaign.outcome.${outcome}`)}</span>
            {failure !== undefined && (
              <span className="muted selectable">
                <FailureWords failure={failure} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {members.length < all && (
        <p className="muted small">
          {say('ui.campaign.jobs.more', { count: all - members.length })}
        </p>
      )}
    </details>
  );
}
