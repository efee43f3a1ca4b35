import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { pictureUrl } from './take-picture.ts';

interface KeepFormProps {
  readonly jpeg: string;
  readonly onKeep: (note: string) => void;
  readonly onAgain: () => void;
}

/** The picture before it is kept. Enter keeps it; a note is asked for and not needed. */
export function KeepForm({ jpeg, onKeep, onAgain }: KeepFormProps) {
  const say = useSay();
  const [note, setNote] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[type=submit]')?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onKeep(note);
  };
  return (
    <form className="photo-keep" ref={form} onSubmit={submit}>
      <img className="photo-large" src={pictureUrl(jpeg)} alt={say('ui.photo.taken')} />
      <div className="photo-beside">
        <TextField label={say('ui.photo.note')} value={note} maxLength={200} onChange={setNote} />
        <span className="photo-acts">
          <Button type="submit" look="filled">
            {say('ui.photo.keep')}
          </Button>
          <Button onClick={onAgain}>{say('ui.photo.again')}</Button>
        </span>
      </div>
    </form>
  );
}
