import { useRef, useState } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';

interface CopyLineProps {
  readonly label: string;
  readonly text: string;
}

/** Something to send to somebody else, with a button that copies it. */
export function CopyLine({ label, text }: CopyLineProps) {
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'byHand'>();
  const copy = () => {
    field.current?.select();
    setOutcome(copySelection() ? 'copied' : 'byHand');
  };
  return (
    <div className="copy-line">
      <label className="text-field">
        {label}
        <input ref={field} readOnly value={text} onFocus={(event) => event.target.select()} />
      </label>
      <Button onClick={copy}>{say('ui.connections.copy.button')}</Button>
      <p className="muted small" role="status">
        {outcome === 'copied' && say('ui.connections.copy.copied')}
        {outcome === 'byHand' && say('ui.connections.copy.byHand')}
      </p>
    </div>
  );
}

/** The page has no right to the clipboard; what a person selected, the browser copies for them. */
function copySelection(): boolean {
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}
