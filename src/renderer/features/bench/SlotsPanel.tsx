import { memo, type CSSProperties, type MouseEvent } from 'react';
import type { Slots } from '../../../contract/bench.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { ArrangeButton } from './ArrangeButton.tsx';
import { ArrangeStrip } from './ArrangeStrip.tsx';
import { BenchLacks } from './BenchLacks.tsx';
import { HelpButton } from './HelpButton.tsx';
import { NoSlots } from './NoSlots.tsx';
import { SlotTile } from './SlotTile.tsx';
import './slots.css';

/** A map of the real hub: tiles in the operator's order, which never changes by itself. */
export const SlotsPanel = memo(function SlotsPanel() {
  const say = useSay();
  const slots = useAppState((state) => state.slots);
  if (!slots)
    return <section className="slots" aria-busy="true" aria-label={say('ui.slots.label')} />;
  return (
    <section className="slots" aria-label={say('ui.slots.label')}>
      {slots.slots.length === 0 ? <NoSlots lacks={slots.lacks} /> : <Hub slots={slots} />}
    </section>
  );
});

function Hub({ slots }: { readonly slots: Slots }) {
  const { store } = useApp();
  const isArranging = useAppState((state) => state.arranging !== undefined);
  /** A press on a tile then picks its slot, instead of showing its card. */
  const pick = (event: MouseEvent) => {
    const tile = isArranging && event.target instanceof Element && tileAt(event.target);
    const at = tile ? [...(tile.parentElement?.children ?? [])].indexOf(tile) : -1;
    const slot = slots.slots[at];
    if (!slot) return;
    event.stopPropagation();
    store.setState({ arranging: { picked: slot.port } });
  };
  return (
    <>
      {isArranging ? <ArrangeStrip slots={slots} /> : <BenchLacks lacks={slots.lacks} />}
      <div className="slots-scroll">
        <ul
          className="slots-grid"
          data-density={densityOf(slots.slots.length)}
          data-arranging={isArranging || undefined}
          style={columnsOf(slots.columns)}
          onClickCapture={pick}
        >
          {slots.slots.map((slot) => (
            <SlotTile key={slot.port} slot={slot} />
          ))}
        </ul>
      </div>
      <div
        className="slots-side"
        data-short={slots.slots.length <= (slots.columns ?? 8) || undefined}
      >
        <ArrangeButton />
        <HelpButton />
      </div>
    </>
  );
}

function tileAt(pressed: Element): Element | null {
  return pressed.closest('.slot-face') && pressed.closest('.slot');
}

/** All of a hub is in sight at once, whatever its size. */
function densityOf(count: number): 'roomy' | 'close' | 'dense' {
  if (count <= 16) return 'roomy';
  return count <= 32 ? 'close' : 'dense';
}

function columnsOf(columns: number | undefined): CSSProperties | undefined {
  return columns === undefined ? undefined : ({ '--columns': columns } as CSSProperties); // a custom property
}
