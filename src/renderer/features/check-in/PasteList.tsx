import { useState, type FormEvent } from 'react';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';

/** A list from a mail or a spreadsheet, with or without a header. */
export function PasteList({ onList }: { readonly onList: (text: string) => void }) {
  const say = useSay();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onList(text);
  };
  return (
    <form className="paste-list" onSubmit={submit}>
      <label>
        {say('ui.checkIn.manifest.pasteHere')}
        <textarea
          rows={6}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Button type="submit" disabled={text.trim() === ''}>
        {say('ui.checkIn.manifest.look')}
      </Button>
    </form>
  );
}
