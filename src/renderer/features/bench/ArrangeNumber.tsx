import { useEffect, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import type { Slot } from '../../../contract/bench.ts';
import { MOST_SLOTS } from '../../../contract/bench.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay, type Say } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { neighbourOf, readTyped, whatNumberDid, type Numbered } from './arranging.ts';
import { slotTitle } from './slot-title.ts';
import { useSlotCalls } from './use-slot-calls.ts';

interface NumberProps {
  readonly slots: readonly Slot[];
  /** The one that is picked. */
  readonly slot: Slot | undefined;
}

type Note = { readonly kind: 'none' | 'range' } | Numbered;

/** The number of the slot that is picked. The field keeps the keyboard, so that only digits are needed. */
export function ArrangeNumber({ slots, slot }: NumberProps) {
  const { store } = useApp();
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [note, setNote] = useState<Note>();
  const enter = useEnter({ slots, slot }, setNote);
  const port = slot?.port;
  useEffect(() => field.current?.focus(), [port]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setText('');
    void enter(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 } as const;
    if (event.key === 'Escape' || event.key === 'F3') store.setState({ arranging: undefined });
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      store.setState({ arranging: { picked: neighbourOf(slots, port, step[event.key]) } });
    } else if (event.key === 'Tab' && readTyped(text).kind === 'scan') submit(event);
    else return;
    event.preventDefault();
  };
  return (
    <form className="arrange-number" onSubmit={submit}>
      <input
        ref={field}
        className="arrange-field"
        aria-label={say('ui.slots.arrange.number')}
        aria-describedby="arrange-lead"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" keyCap="⏎" aria-disabled={!slot}>
        {say('ui.slots.arrange.give')}
      </Button>
      <p className="arrange-words" role="status">
        <strong id="arrange-lead">{leadOf(slot, say)}</strong>
        {note && <span>{noteOf(note, say)}</span>}
      </p>
    </form>
  );
}

function useEnter({ slots, slot }: NumberProps, setNote: (note: Note | undefined) => void) {
  const { desk } = useApp();
  const call = useSlotCalls();
  return async (text: string): Promise<void> => {
    const typed = readTyped(text);
    if (typed.kind === 'scan') return desk.scan(typed.text);
    if (!slot) return setNote({ kind: 'none' });
    if (typed.kind === 'outOfRange') return setNote({ kind: 'range' });
    const { port } = slot;
    const answer = await call('bench.numberSlot', { port, number: typed.number });
    setNote(answer && whatNumberDid(port, slots, answer.slots));
  };
}

function leadOf(slot: Slot | undefined, say: Say): string {
  if (!slot) return say('ui.slots.arrange.plug');
  return say('ui.slots.arrange.picked', { slot: slotTitle(slot.number, slot.name, say) });
}

function noteOf(note: Note, say: Say): string {
  if (note.kind === 'range') return say('ui.slots.arrange.range', { most: MOST_SLOTS });
  if (note.kind === 'none') return say('ui.slots.arrange.none');
  const { kind, ...params } = note;
  return say(`ui.slots.arrange.${kind}`, params);
}
