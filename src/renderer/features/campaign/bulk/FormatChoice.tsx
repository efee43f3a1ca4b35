import { ORDER_FORMATS } from '../../../../contract/campaign.ts';
import { useSay } from '../../../app/language.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { needsOf } from './bulk-kinds.ts';
import type { Bulk } from './use-bulk.ts';

/** Which MDM the file is for. */
export function FormatChoice({ bulk: { form, change } }: { readonly bulk: Bulk }) {
  const say = useSay();
  if (!needsOf(form.kind).needsFormat) return null;
  return (
    <div className="bulk-field">
      <span>{say('ui.campaign.bulk.format.label')}</span>
      <Segmented
        label={say('ui.campaign.bulk.format.label')}
        value={form.format}
        options={ORDER_FORMATS.map((value) => ({
          value,
          label: say(`ui.campaign.bulk.format.${value}`),
        }))}
        onChange={(format) => change({ format })}
      />
    </div>
  );
}
