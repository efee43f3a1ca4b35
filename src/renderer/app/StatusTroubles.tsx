import { CloudAlert } from 'lucide-react';
import { useId } from 'react';
import type { Status } from '../../contract/status.ts';
import type { Cause } from '../../core/setup/checks.ts';
import { useSay } from './language.tsx';
import './status-troubles.css';

type Trouble = NonNullable<Status['troubles']>[number];

/** What only a person can mend: a short label each, and the whole of it with its next step when pointed at or reached. */
export function StatusTroubles({ troubles = [] }: Pick<Status, 'troubles'>) {
  return troubles.map((trouble) => (
    <TroubleLabel key={`${trouble.cloud}-${trouble.organizationId}`} trouble={trouble} />
  ));
}

function TroubleLabel({ trouble: { cloud, cause } }: { readonly trouble: Trouble }) {
  const say = useSay();
  const id = useId();
  const { code, params } = cause;
  return (
    <span className="status-trouble">
      <button
        type="button"
        className="status-item status-button"
        data-blocking
        aria-describedby={id}
      >
        <CloudAlert size={14} aria-hidden="true" />
        <span className="status-trouble-label">
          {say(`ui.status.troubleAt.${cloud}`, { text: shortOf(cause, say) })}
        </span>
      </button>
      <span id={id} role="tooltip" className="status-trouble-whole">
        <strong>{say(`cause.${code}.text`, params)}</strong>
        <span>{say(`cause.${code}.next`, params)}</span>
      </span>
    </span>
  );
}

/** A label, no sentence. */
function shortOf({ code, params }: Cause, say: ReturnType<typeof useSay>): string {
  if (code === 'nobodySignedIn') return say('ui.status.nobodyAtMicrosoft');
  return say(`cause.${code}.text`, params).replace(/\.$/, '');
}
