import { useBenchNow } from '../../../app/bench-time.ts';
import { useSay } from '../../../app/language.tsx';
import { needsOf } from './bulk-kinds.ts';
import { shownDeadline } from './bulk-store.ts';
import { limits } from './deadline.ts';
import type { Bulk } from './use-bulk.ts';

/** Until when the user may put it off; then Apple migrates the device by itself. */
export function DeadlineField({ bulk: { form, change } }: { readonly bulk: Bulk }) {
  const say = useSay();
  const now = useBenchNow(60_000);
  if (!needsOf(form.kind).needsDeadline) return null;
  return (
    <label className="text-field">
      {say('ui.campaign.bulk.deadline')}
      <input
        type="datetime-local"
        required
        {...limits(now)}
        value={shownDeadline(form, now)}
        onChange={(event) => change({ deadline: event.target.value })}
      />
      <span className="muted small">{say('ui.campaign.bulk.deadlineText')}</span>
    </label>
  );
}
