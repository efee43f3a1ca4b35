import { useEffect, useState, type FormEvent } from 'react';
import type { SessionLine } from '../../../contract/check-in.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ScanField } from '../scan/ScanField.tsx';
import { HeldScans } from './HeldScans.tsx';

/** Every check-in of this bench: the open ones to go on with, the others to look at. */
export function SessionList() {
  const { engine } = useApp();
  const say = useSay();
  const [sessions, setSessions] = useState<readonly SessionLine[]>();
  useEffect(() => {
    let isHere = true;
    void engine.ask('checkIn.sessions', {}).then((answer) => {
      if (isHere && answer.ok) setSessions(answer.value);
    });
    return () => {
      isHere = false;
    };
  }, [engine]);
  return (
    <div className="sessions">
      <h1>{say('ui.checkIn.title')}</h1>
      <HeldScans sessions={sessions ?? []} />
      <NewSession />
      <ScanField />
      {sessions?.length === 0 && (
        <EmptyState title={say('ui.checkIn.none.title')}>{say('ui.checkIn.none.text')}</EmptyState>
      )}
      <ol className="session-lines">
        {sessions?.map((session) => (
          <SessionLineItem key={session.sessionId} session={session} />
        ))}
      </ol>
    </div>
  );
}

function SessionLineItem({ session }: { readonly session: SessionLine }) {
  const { desk } = useApp();
  const say = useSay();
  const language = useLanguage();
  const number = (value: number) => value.toLocaleString(language);
  const { handOff, received, expected } = session;
  return (
    <li>
      <button
        type="button"
        className="session-line"
        onClick={() => void desk.checkIn.open(session.sessionId)}
      >
        <strong>{session.name}</strong>
        <span className="session-count">
          {expected === null
            ? say('ui.checkIn.devices', { count: received })
            : say('ui.checkIn.ofExpected', {
                received: number(received),
                expected: number(expected),
              })}
        </span>
        <span className="muted">
          {handOff
            ? say('ui.checkIn.handedTo', { person: handOff.takenBy })
            : say('ui.checkIn.isOpen')}
        </span>
        <RelativeTime at={handOff?.at ?? session.openedAt} isPast />
      </button>
    </li>
  );
}

function NewSession() {
  const { desk } = useApp();
  const say = useSay();
  const [name, setName] = useState('');
  const [expectedOn, setExpectedOn] = useState('');
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    await desk.checkIn.begin({ name, ...(expectedOn !== '' && { expectedOn }) });
  };
  return (
    <form className="session-new" onSubmit={(event) => void begin(event)}>
      <TextField label={say('ui.checkIn.name')} value={name} maxLength={80} onChange={setName} />
      <label className="text-field">
        {say('ui.checkIn.expectedOn')}
        <input
          type="date"
          value={expectedOn}
          onChange={(event) => setExpectedOn(event.target.value)}
        />
      </label>
      <Button type="submit" look="filled" disabled={name.trim() === ''}>
        {say('ui.checkIn.begin')}
      </Button>
    </form>
  );
}
