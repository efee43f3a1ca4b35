import type { JobView } from '../../../../contract/campaign.ts';
import { useSay } from '../../../app/language.tsx';
import { Serial } from '../../../ui/Serial.tsx';
import { WhyFailed } from './CloudWords.tsx';
import { LANE_OF_OUTCOME } from './job-words.ts';
import { OutcomeShape } from './OutcomeShape.tsx';

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
          <li key={serial} data-lane={LANE_OF_OUTCOME[outcome]}>
            <Serial serial={serial} />
            <span className="job-outcome">
              <OutcomeShape lane={LANE_OF_OUTCOME[outcome]} size={14} />
              {say(`campaign.outcome.${outcome}`)}
            </span>
            {failure !== undefined && <WhyFailed failure={failure} />}
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
