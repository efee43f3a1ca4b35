import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { BoxLine } from '../../../contract/check-in.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { CheckInPanel } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { focusScan } from '../scan/focus-scan.ts';

interface PlaceFormProps {
  readonly box: BoxLine;
  readonly panel: CheckInPanel;
}

/** Where a box stands: a shelf, a gate, a room. Enter keeps it, Escape leaves it as it was. */
export function PlaceForm({ box: { boxId, name, place: before = '' }, panel }: PlaceFormProps) {
  const { desk } = useApp();
  const say = useSay();
  const [place, setPlace] = useState(before);
  const form = useRef<HTMLFormElement>(null);
  const { close } = desk.checkIn.panels;
  useEffect(() => {
    const field = form.current?.querySelector('input');
    field?.focus();
    field?.select();
    // A text that is being written keeps its keys from the rest of the window.
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && close();
    field?.addEventListener('keydown', onKeyDown);
    return () => field?.removeEventListener('keydown', onKeyDown);
  }, [close]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (place.trim() === '') return;
    focusScan();
    void desk.checkIn.placeBox(boxId, place).then((isKept) => isKept && close(panel));
  };
  return (
    <form className="check-in-panel box-place" ref={form} onSubmit={submit}>
      <TextField
        label={say('ui.checkIn.place', { name })}
        value={place}
        maxLength={60}
        onChange={setPlace}
      />
      <Button type="submit" disabled={place.trim() === ''}>
        {say('ui.checkIn.putThere')}
      </Button>
    </form>
  );
}
