import { useId } from 'react';
import { MOST_SERIALS } from '../../../../contract/campaign.ts';
import { useSay } from '../../../app/language.tsx';
import { CodeList } from './CodeList.tsx';
import { OpenList } from './OpenList.tsx';
import type { Bulk } from './use-bulk.ts';

/** As many words as a person reads. */
const SHOWN = 5;

/** A list is pasted or opened here; what is no serial is named at once. */
export function SerialsField({ bulk }: { readonly bulk: Bulk }) {
  const say = useSay();
  const id = useId();
  const { form, list, change } = bulk;
  const { serials, others } = list;
  return (
    <div className="serials-field">
      <label htmlFor={id}>{say('ui.campaign.bulk.serials')}</label>
      <textarea
        id={id}
        aria-describedby={`${id}-count`}
        rows={7}
        spellCheck={false}
        autoComplete="off"
        placeholder={say('ui.campaign.bulk.placeholder')}
        value={form.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <p id={`${id}-count`} className="small" role="status">
        {say('ui.campaign.bulk.count', { count: serials.length })}
        {serials.length > MOST_SERIALS && ` ${say('ui.campaign.bulk.missing.fewer')}`}
        {others.length > 0 && (
          <span className="bulk-others">
            {' '}
            {say('ui.campaign.bulk.others', {
              count: others.length,
              words: others.slice(0, SHOWN).join(', ').slice(0, 120),
            })}
          </span>
        )}
      </p>
      <CodeList bulk={bulk} />
      <OpenList bulk={bulk} />
    </div>
  );
}
