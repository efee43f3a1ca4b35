import { useSay } from '../../../app/language.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { needsOf } from './bulk-kinds.ts';
import type { Bulk } from './use-bulk.ts';

/** Whoever agrees beside the operator; the record names both. */
export function PersonField({ bulk: { form, change } }: { readonly bulk: Bulk }) {
  const say = useSay();
  if (!needsOf(form.kind).needsPerson) return null;
  return (
    <div className="bulk-field">
      <TextField
        label={say('ui.campaign.bulk.person')}
        value={form.person}
        maxLength={64}
        onChange={(person) => change({ person })}
      />
      <span className="muted small">{say('ui.campaign.bulk.personText')}</span>
    </div>
  );
}
