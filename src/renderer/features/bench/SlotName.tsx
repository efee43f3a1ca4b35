import { useState, type FormEvent } from 'react';
import type { Slot } from '../../../contract/bench.ts';
import { serialNumberSchema } from '../../../core/identifiers/serial-number.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useSlotCalls } from './use-slot-calls.ts';

/** The operator's own name for a slot: what is written on the hub. */
export function SlotName({ slot, onDone }: { readonly slot: Slot; readonly onDone: () => void }) {
  const { desk } = useApp();
  const call = useSlotCalls();
  const say = useSay();
  const [name, setName] = useState(slot.name);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    // A scanner types wherever the focus is; nobody calls a slot by a serial number.
    const typed = name.startsWith(slot.name) ? name.slice(slot.name.length).trim() : name.trim();
    if (serialNumberSchema.safeParse(typed).success) {
      desk.scan(typed);
      return onDone();
    }
    await call('bench.nameSlot', { port: slot.port, name });
    onDone();
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <TextField label={say('ui.slots.name')} value={name} maxLength={40} onChange={setName} />
      <Button type="submit" disabled={name.trim() === ''}>
        {say('ui.slots.save')}
      </Button>
    </form>
  );
}
