import { useSay } from '../../../app/language.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { BULK_KINDS, type BulkKind } from './bulk-kinds.ts';
import { BulkResult } from './BulkResult.tsx';
import { BulkSend } from './BulkSend.tsx';
import { DeadlineField } from './DeadlineField.tsx';
import { FormatChoice } from './FormatChoice.tsx';
import { OrderFiles } from './OrderFiles.tsx';
import { PersonField } from './PersonField.tsx';
import { SerialsField } from './SerialsField.tsx';
import { useBulk, useHasWipe, type Bulk } from './use-bulk.ts';
import './bulk.css';

/**
 * One act for many serials: what to do, with which, until when, and who agrees. Answers in place, also to whoever
 * comes back from another screen.
 */
export function BulkPanel() {
  const say = useSay();
  const bulk = useBulk();
  const { answer } = bulk;
  return (
    <section className="campaign-part" aria-label={say('ui.campaign.bulk.title')}>
      <h2>{say('ui.campaign.bulk.title')}</h2>
      <fieldset className="bulk-fields" disabled={bulk.isBusy}>
        <KindChoice bulk={bulk} />
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
            <BulkSend key={bulk.form.kind} bulk={bulk} />
          </div>
        </form>
      </fieldset>
      {answer?.ok === false && <FailureNotice trouble={answer.error} />}
      <OrderFiles bulk={bulk} />
      {answer?.ok && <BulkResult kind={bulk.form.kind} outcome={answer.value} />}
    </section>
  );
}

function KindChoice({ bulk: { form, change } }: { readonly bulk: Bulk }) {
  const say = useSay();
  const kinds = useKinds(form.kind);
  return (
    <>
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
    </>
  );
}

/** Intune's own wipe is offered only where the policy has it, and shown as long as it is chosen. */
function useKinds(chosen: BulkKind): readonly BulkKind[] {
  const hasWipe = useHasWipe();
  const kinds = Object.keys(BULK_KINDS) as BulkKind[];
  return kinds.filter((kind) => kind !== 'wipe' || hasWipe || chosen === 'wipe');
}
