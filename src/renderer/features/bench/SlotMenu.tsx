import { EllipsisVertical } from 'lucide-react';
import { lazy, memo, Suspense, useState } from 'react';
import type { Slot } from '../../../contract/bench.ts';
import { useSay } from '../../app/language.tsx';

// The popover brings a library of its own; nobody needs it to scan.
const SlotPopover = lazy(async () => ({
  default: (await import('./SlotPopover.tsx')).SlotPopover,
}));

/** The corner of a tile that opens what can be done with a slot. */
export const SlotMenu = memo(function SlotMenu({ slot }: { readonly slot: Slot }) {
  const say = useSay();
  const [isWanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      className="slot-menu-button"
      aria-haspopup="dialog"
      aria-label={say('ui.slots.menu', { number: slot.number })}
      onClick={() => setWanted(true)}
    >
      <EllipsisVertical size={16} aria-hidden="true" />
    </button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <SlotPopover slot={slot} />
    </Suspense>
  );
});
