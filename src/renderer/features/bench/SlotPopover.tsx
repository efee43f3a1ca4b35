import { Popover } from '@base-ui/react/popover';
import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import type { Slot } from '../../../contract/bench.ts';
import { useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { SandboxTools } from './SandboxTools.tsx';
import { slotTitle } from './slot-title.ts';
import { SlotHandling } from './SlotHandling.tsx';
import { SlotHelp } from './SlotHelp.tsx';
import './slot-menu.css';
import { SlotName } from './SlotName.tsx';

/** The opened menu of a slot: name it, and in the sandbox play with what is plugged into it. */
export function SlotPopover({ slot }: { readonly slot: Slot }) {
  const say = useSay();
  const isSandbox = useAppState((state) => state.status?.value.mode === 'sandbox');
  const [isOpen, setOpen] = useState(true);
  const close = () => setOpen(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        className="slot-menu-button"
        aria-label={say('ui.slots.menu', { number: slot.number })}
      >
        <EllipsisVertical size={16} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} side="top" align="end">
          <Popover.Popup className="slot-menu">
            <Popover.Title>{slotTitle(slot.number, slot.name, say)}</Popover.Title>
            <SlotHelp slot={slot} onDone={close} />
            <SlotName slot={slot} onDone={close} />
            <SlotHandling slot={slot} onDone={close} />
            {isSandbox && <SandboxTools slot={slot} onDone={close} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
