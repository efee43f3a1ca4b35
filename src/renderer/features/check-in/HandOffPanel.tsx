import { useState, type FormEvent } from 'react';
import type { SessionView } from '../../../contract/check-in.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { TextField } from '../../ui/TextField.tsx';

/** The end of a session: what is still open is said before, and two names are on record after. */
export function HandOffPanel({ session }: { readonly session: SessionView }) {
  const { store } = useApp();
  const say = useSay();
  const [isAsked, setAsked] = useState(false);
  const { handOff } = session;
  if (handOff) {
    const sheet = { kind: 'handOff', sessionId: session.sessionId, name: session.name } as const;
    return (
      <p className="hand-off-done">
        <Button onClick={() => store.setState({ sheet })}>{say('ui.document.handOff')}</Button>
        {say('ui.checkIn.handedOff', { from: handOff.handedBy, to: handOff.takenBy })}{' '}
        <RelativeTime at={handOff.at} isPast />
      </p>
    );
  }
  return (
    <>
      <Button aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
        {say('ui.checkIn.handOff')}
      </Button>
      {isAsked && <HandOffForm session={session} />}
    </>
  );
}

function HandOffForm({ session }: { readonly session: SessionView }) {
  const { desk } = useApp();
  const say = useSay();
  const [takenBy, setTakenBy] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void desk.checkIn.handOff(takenBy);
  };
  const { missing, counts, hazards, boxes } = session.tally;
  const openBoxes = boxes.filter(({ isOpen }) => isOpen).length;
  const open = [
    missing > 0 && say('ui.checkIn.missingCount', { count: missing }),
    counts.notExpected > 0 && say('ui.checkIn.unexpectedCount', { count: counts.notExpected }),
    openBoxes > 0 && say('ui.checkIn.openBoxes', { count: openBoxes }),
    hazards > 0 && say('ui.checkIn.hazards', { count: hazards }),
  ].filter((each) => each !== false);
  return (
    <form className="hand-off" onSubmit={submit}>
      {open.length > 0 && <Notice title={say('ui.checkIn.stillOpen')}>{open.join(' · ')}</Notice>}
      <TextField
        label={say('ui.checkIn.takenBy')}
        value={takenBy}
        maxLength={64}
        onChange={setTakenBy}
      />
      <Button type="submit" look="filled" disabled={takenBy.trim() === ''}>
        {say('ui.checkIn.sign')}
      </Button>
    </form>
  );
}
