import { Minus, Plus } from 'lucide-react';
import { MOST_COLUMNS } from '../../../contract/bench.ts';
import { useSay } from '../../app/language.tsx';
import { useSlotCalls } from './use-slot-calls.ts';

/** How many slots the hub has in a row. Below one, the window finds it out by itself. */
export function ColumnStepper({ columns }: { readonly columns: number | undefined }) {
  const say = useSay();
  const call = useSlotCalls();
  const set = (wanted: number) =>
    void call('bench.setColumns', { columns: wanted === 0 ? null : wanted });
  const now = columns ?? 0;
  return (
    <div className="stepper" role="group" aria-label={say('ui.slots.arrange.columns')}>
      <span aria-hidden="true">{say('ui.slots.arrange.columns')}</span>
      <button
        type="button"
        aria-label={say('ui.slots.arrange.fewer')}
        disabled={now === 0}
        onClick={() => set(now - 1)}
      >
        <Minus size={16} aria-hidden="true" />
      </button>
      <output>{columns ?? say('ui.slots.arrange.automatic')}</output>
      <button
        type="button"
        aria-label={say('ui.slots.arrange.more')}
        disabled={now === MOST_COLUMNS}
        onClick={() => set(now + 1)}
      >
        <Plus size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
