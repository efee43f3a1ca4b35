import type { Stuck } from '../../../../contract/chase.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { LaneWord } from '../../../ui/LaneWord.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useAsked } from '../feed/use-asked.ts';
import { SerialActs } from './SerialActs.tsx';

/** The devices in the hands of this bench, by what they wait for. */
export function StuckList() {
  const say = useSay();
  const { value, failure, isBusy, again } = useAsked('chase.stuck', {});
  return (
    <section className="campaign-part" aria-label={say('ui.stuck.title')}>
      <div className="campaign-part-head">
        <h2>{say('ui.stuck.title')}</h2>
        <Button disabled={isBusy} onClick={again}>
          {say('ui.progress.again')}
        </Button>
      </div>
      <p className="muted">{say('ui.stuck.text')}</p>
      {failure && <FailureNotice trouble={failure} />}
      {value?.length === 0 && (
        <EmptyState title={say('ui.stuck.none.title')}>{say('ui.stuck.none.text')}</EmptyState>
      )}
      <ul className="stuck-list">
        {value?.map((group) => (
          <Group key={`${group.lane} ${group.reason}`} group={group} />
        ))}
      </ul>
    </section>
  );
}

function Group({ group: { lane, reason, count, oldestAt, serials } }: { readonly group: Stuck }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <li className="stuck-group" data-lane={lane}>
      <strong className="stuck-count number">{count.toLocaleString(language)}</strong>
      <LaneWord lane={lane} />
      <span className="stuck-reason">{say(`ui.reasonShort.${reason}`)}</span>
      <span className="muted">
        {say('ui.stuck.oldest')} <RelativeTime at={oldestAt} isPast />
      </span>
      <SerialActs title={say(`ui.reasonShort.${reason}`)} serials={serials} />
    </li>
  );
}
