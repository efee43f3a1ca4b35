import { useSay } from '../../../app/language.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { useCampaign } from '../feed/use-campaign.ts';
import { BULK_KINDS, type BulkKind } from './bulk-kinds.ts';
import { BulkResult } from './BulkResult.tsx';
import { BulkSend } from './BulkSend.tsx';
import { DeadlineField } from './DeadlineField.tsx';
import { FormatChoice } from './FormatChoice.tsx';
import { PersonField } from './PersonField.tsx';
import { SerialsField } from './SerialsField.tsx';
import { useBulk } from './use-bulk.ts';
import './bulk.css';

/** One act for many serials: what to do, with which, until when, and who agrees. Answers in place. */
export function BulkPanel() {
  const say = useSay();
  const bulk = useBulk();
  const kinds = useKinds();
  const { form, change } = bulk;
  return (
    <section className="campaign-part" aria-label={say('ui.campaign.bulk.title')}>
      <h2>{say('ui.campaign.bulk.title')}</h2>
      <Segmented
        label={say('ui.campaign.bulk.what')}
        value={form.kind}
        options={kinds.map((kind) => ({
          value: kind,
          label: say(`ui.campaign.bulk.kind.${kind}.title`),
        }))}
        onChange={(kind) => change({ kind })}
      />
      <p className="muted bulk-text">{say(`ui.campaign.bulk.kind.${form.kind}.text`)}</p>
      <form
        className="bulk"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <SerialsField bulk={bulk} />
        <div className="bulk-side">
          <DeadlineField bulk={bulk} />
          <FormatChoice bulk={bulk} />
          <PersonField bulk={bulk} />
          <BulkSend key={form.kind} bulk={bulk} />
        </div>
      </form>
      {bulk.failure && <FailureNotice trouble={bulk.failure} />}
      {bulk.outcome && <BulkResult outcome={bulk.outcome} />}
    </section>
  );
}

/** Intune's own wipe is offered only where the policy has it. */
function useKinds(): readonly BulkKind[] {
  const hasWipe = useCampaign(({ clouds }) => clouds?.connections.policy.intuneWipe ?? false);
  const kinds = Object.keys(BULK_KINDS) as BulkKind[];
  return kinds.filter((kind) => kind !== 'wipe' || hasWipe);
}
