import { useState, type FormEvent } from 'react';
import type { BoxLine, SessionView } from '../../../contract/check-in.ts';
import { useApp } from '../../app/AppContext.tsx';
import { nextName } from '../../app/check-in.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { BoxLabel } from './BoxLabel.tsx';

/** The cartons and pallets of the session: the open one takes what is scanned. */
export function BoxPanel({ session }: { readonly session: SessionView }) {
  const { desk } = useApp();
  const say = useSay();
  const { tally } = session;
  const isOver = session.handOff !== undefined;
  return (
    <section className="boxes" aria-label={say('ui.checkIn.boxes')}>
      <header className="boxes-head">
        <h2>{say('ui.checkIn.boxes')}</h2>
        {!isOver && (
          <>
            <Button keyCap="F6" onClick={() => void desk.checkIn.nextBox()}>
              {say('ui.checkIn.nextBox', { name: nextName(tally) })}
            </Button>
            <Button
              keyCap="F7"
              disabled={tally.currentBoxId === null}
              onClick={() => void desk.checkIn.closeBox()}
            >
              {say('ui.checkIn.closeBox')}
            </Button>
          </>
        )}
      </header>
      <ol className="box-lines">
        {tally.boxes.map((box) => (
          <BoxItem key={box.boxId} box={box} session={session} />
        ))}
      </ol>
      {!isOver && <NewBox />}
    </section>
  );
}

function BoxItem({ box, session }: { readonly box: BoxLine; readonly session: SessionView }) {
  const say = useSay();
  const isCurrent = box.boxId === session.tally.currentBoxId;
  const language = useLanguage();
  return (
    <li className="box-line" aria-current={isCurrent || undefined}>
      <strong>{box.name}</strong>
      <span className="muted">{[box.destination, box.place].filter(Boolean).join(' · ')}</span>
      <span className="box-state">
        {say(
          isCurrent
            ? 'ui.checkIn.box.filling'
            : box.isOpen
              ? 'ui.checkIn.box.open'
              : 'ui.checkIn.box.closed',
        )}
      </span>
      <span className="box-count">{box.devices.toLocaleString(language)}</span>
      <BoxLabel box={box} session={session} />
    </li>
  );
}

function NewBox() {
  const { desk } = useApp();
  const say = useSay();
  const [name, setName] = useState('');
  const [destination, setDestination] = useState('');
  const open = async (event: FormEvent) => {
    event.preventDefault();
    const box = { name, ...(destination.trim() !== '' && { destination }) };
    if (!(await desk.checkIn.openBox(box))) return;
    setName('');
    setDestination('');
  };
  return (
    <form className="box-new" onSubmit={(event) => void open(event)}>
      <TextField label={say('ui.checkIn.boxName')} value={name} maxLength={60} onChange={setName} />
      <TextField
        label={say('ui.checkIn.destination')}
        value={destination}
        maxLength={60}
        onChange={setDestination}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {say('ui.checkIn.openBox')}
      </Button>
    </form>
  );
}
