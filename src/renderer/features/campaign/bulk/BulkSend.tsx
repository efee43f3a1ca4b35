import { useEffect, useRef, useState } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { needsOf, type BulkKind } from './bulk-kinds.ts';
import type { Bulk } from './use-bulk.ts';

/** The one filled button of the panel. What erases by itself asks once more, beside it. */
export function BulkSend({ bulk }: { readonly bulk: Bulk }) {
  const say = useSay();
  const [isAsked, setAsked] = useState(false);
  const { form, list, missing, isBusy } = bulk;
  const count = list.serials.length;
  const isErasing = needsOf(form.kind).isErasing ?? false;
  if (isAsked) return <Question bulk={bulk} onDone={() => setAsked(false)} />;
  return (
    <div className="bulk-send">
      <Button
        type="submit"
        look="filled"
        disabled={isBusy || missing !== undefined}
        onClick={() => (isErasing ? setAsked(true) : void bulk.send())}
      >
        {say(isBusy ? 'ui.campaign.bulk.busy' : labelOf(form.kind, count), { count })}
      </Button>
      {missing !== undefined && (
        <p className="muted small">{say(`ui.campaign.bulk.missing.${missing}`)}</p>
      )}
    </div>
  );
}

/** Before there is anything to count, only what it would do. */
function labelOf(kind: BulkKind, count: number): string {
  return `ui.campaign.bulk.kind.${kind}.${count === 0 ? 'title' : 'send'}`;
}

function Question({ bulk, onDone }: { readonly bulk: Bulk; readonly onDone: () => void }) {
  const say = useSay();
  const no = useRef<HTMLDivElement>(null);
  useEffect(() => no.current?.querySelector('button')?.focus(), []);
  const count = bulk.list.serials.length;
  const erase = () => {
    onDone();
    void bulk.send();
  };
  return (
    <div
      className="bulk-question"
      role="group"
      aria-label={say('ui.campaign.bulk.erase.title')}
      ref={no}
    >
      <p>
        <strong>{say('ui.campaign.bulk.erase.text', { count })}</strong>
      </p>
      <Button look="plain" onClick={onDone}>
        {say('ui.campaign.bulk.erase.no')}
      </Button>
      <Button disabled={bulk.missing !== undefined} onClick={erase}>
        {say('ui.campaign.bulk.erase.yes', { count })}
      </Button>
    </div>
  );
}
