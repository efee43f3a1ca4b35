import { memo } from 'react';
import type { Slots } from '../../../contract/bench.ts';
import { useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SlotTile } from './SlotTile.tsx';
import './slots.css';

function whyEmpty(lacks: Slots['lacks']) {
  if (lacks.includes('noBus')) return 'noBus';
  return lacks.includes('busNotPermitted') ? 'notPermitted' : 'none';
}

/** A map of the real hub: tiles in the operator's order, which never changes by itself. */
export const SlotsPanel = memo(function SlotsPanel() {
  const say = useSay();
  const slots = useAppState((state) => state.slots);
  if (!slots)
    return <section className="slots" aria-busy="true" aria-label={say('ui.slots.label')} />;
  const isEmpty = slots.slots.length === 0;
  const why = whyEmpty(slots.lacks);
  return (
    <section className="slots" aria-label={say('ui.slots.label')}>
      {isEmpty ? (
        <EmptyState title={say(`ui.slots.${why}.title`)}>{say(`ui.slots.${why}.text`)}</EmptyState>
      ) : (
        <ul className="slots-grid">
          {slots.slots.map((slot) => (
            <SlotTile key={slot.port} slot={slot} />
          ))}
        </ul>
      )}
    </section>
  );
});
