import { useEffect } from 'react';
import type { Slots } from '../../../contract/bench.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { ArrangeNumber } from './ArrangeNumber.tsx';
import { lastPlugged } from './arranging.ts';
import { ColumnStepper } from './ColumnStepper.tsx';
import './arrange.css';

/** In place above the slots while they are given their numbers. */
export function ArrangeStrip({ slots }: { readonly slots: Slots }) {
  const { store } = useApp();
  const say = useSay();
  const picked = useAppState((state) => state.arranging?.picked);
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (!state.slots || !before.slots || state.slots === before.slots) return;
        const port = lastPlugged(before.slots.slots, state.slots.slots);
        if (port !== undefined && state.arranging) store.setState({ arranging: { picked: port } });
      }),
    [store],
  );
  const slot = slots.slots.find(({ ports }) => picked !== undefined && ports.includes(picked));
  return (
    <section className="arrange" aria-label={say('ui.slots.arrange.open')}>
      <ArrangeNumber slots={slots.slots} slot={slot} />
      <ColumnStepper columns={slots.columns} />
      <Button keyCap="Esc" onClick={() => store.setState({ arranging: undefined })}>
        {say('ui.slots.arrange.done')}
      </Button>
    </section>
  );
}
