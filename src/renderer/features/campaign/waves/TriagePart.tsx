import type { Asking } from '../../../../contract/waves.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { Asked } from '../feed/use-asked.ts';
import { AskApple } from './AskApple.tsx';
import { TriageCard } from './TriageCard.tsx';

interface TriagePartProps {
  readonly triage: Asked<'waves.triage'>;
  readonly asking: Asking | undefined;
  readonly onChanged: () => void;
}

/** Every device that is not on its way to a target, by what can become of it. */
export function TriagePart({ triage, asking, onChanged }: TriagePartProps) {
  const say = useSay();
  const { value, failure, isBusy, again } = triage;
  return (
    <section className="campaign-part" aria-label={say('ui.waves.triage.title')}>
      <div className="campaign-part-head">
        <h2>{say('ui.waves.triage.title')}</h2>
        <Button disabled={isBusy} onClick={again}>
          {say('ui.waves.triage.again')}
        </Button>
      </div>
      <p className="muted">
        {say('ui.waves.triage.text')}{' '}
        {value && say('ui.waves.triage.adds', { count: value.devices })}
      </p>
      {failure && <FailureNotice trouble={failure} />}
      {isBusy && !value && <p role="status">{say('ui.waves.triage.looking')}</p>}
      {value?.devices === 0 && (
        <EmptyState title={say('ui.waves.triage.none.title')}>
          {say('ui.waves.triage.none.text')}
        </EmptyState>
      )}
      {value && value.devices > 0 && (
        <ul className="triage">
          {value.classes.map((each) => (
            <TriageCard key={each.class} of={each}>
              {each.class === 'notAsked' && (
                <AskApple
                  left={each.count}
                  takes={value.askFor}
                  asking={asking}
                  onChanged={onChanged}
                />
              )}
            </TriageCard>
          ))}
        </ul>
      )}
    </section>
  );
}
