import { FileCheck, MapPin, Tag } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { BoxLine } from '../../../contract/check-in.ts';
import { useApp } from '../../app/AppContext.tsx';
import { nextName } from '../../app/box-acts.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import type { CheckInStage } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showRecords } from '../documents/show-records.ts';
import { focusScan } from '../scan/focus-scan.ts';
import { LabelPanel } from './LabelPanel.tsx';
import { PlaceForm } from './PlaceForm.tsx';

/** Each scan draws them; a delivery may have hundreds. */
const SHOWN = 12;

/** The cartons and pallets of the session: the open one takes what is scanned. */
export function BoxPanel({ stage }: { readonly stage: CheckInStage }) {
  const { desk } = useApp();
  const say = useSay();
  const { session } = stage;
  const { tally } = session;
  const isOver = session.handOff !== undefined;
  const [isAll, setAll] = useState(false);
  const newest = tally.boxes.toReversed().slice(0, isAll ? undefined : SHOWN);
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
        {newest.map((box) => (
          <BoxItem key={box.boxId} box={box} stage={stage} />
        ))}
      </ol>
      {tally.boxes.length > newest.length && (
        <Button look="plain" onClick={() => setAll(true)}>
          {say('ui.checkIn.allBoxes', { count: tally.boxes.length })}
        </Button>
      )}
      {!isOver && <NewBox />}
    </section>
  );
}

function BoxItem({ box, stage }: { readonly box: BoxLine; readonly stage: CheckInStage }) {
  const { desk } = useApp();
  const say = useSay();
  const language = useLanguage();
  const [isLabelling, setLabelling] = useState(false);
  const { panel, session } = stage;
  const isCurrent = box.boxId === session.tally.currentBoxId;
  const canChoose = box.isOpen && !isCurrent && session.handOff === undefined;
  return (
    <li className="box-line" aria-current={isCurrent || undefined}>
      <strong>{box.name}</strong>
      <span className="muted">{[box.destination, box.place].filter(Boolean).join(' · ')}</span>
      {canChoose ? (
        <Button look="plain" onClick={() => void desk.checkIn.chooseBox(box.boxId)}>
          {say('ui.checkIn.fillBox', { name: box.name })}
        </Button>
      ) : (
        <span className="box-state">{say(stateOf(box, isCurrent))}</span>
      )}
      <span className="box-count">{box.devices.toLocaleString(language)}</span>
      <PlaceButton box={box} stage={stage} />
      <RecordsButton box={box} session={session} />
      <button
        type="button"
        className="line-undo"
        aria-expanded={isLabelling}
        aria-label={say('ui.document.boxLabel', { name: box.name })}
        title={say('ui.document.boxLabel', { name: box.name })}
        onClick={() => setLabelling(!isLabelling)}
      >
        <Tag size={16} aria-hidden="true" />
      </button>
      {panel?.kind === 'place' && panel.boxId === box.boxId && (
        <PlaceForm box={box} panel={panel} />
      )}
      {isLabelling && <LabelPanel box={box} session={session} />}
    </li>
  );
}

function PlaceButton({ box, stage }: { readonly box: BoxLine; readonly stage: CheckInStage }) {
  const { desk } = useApp();
  const say = useSay();
  const { boxId, name } = box;
  const { panel, session } = stage;
  const isUp = panel?.kind === 'place' && panel.boxId === boxId;
  const { close, open } = desk.checkIn.panels;
  if (session.handOff) return <span />;
  return (
    <button
      type="button"
      className="line-undo"
      aria-expanded={isUp}
      aria-label={say('ui.checkIn.place', { name })}
      title={say('ui.checkIn.place', { name })}
      onClick={() => (isUp ? close() : open({ kind: 'place', boxId }))}
    >
      <MapPin size={16} aria-hidden="true" />
    </button>
  );
}

function RecordsButton({
  box: { boxId, devices, name },
  session,
}: {
  readonly box: BoxLine;
  readonly session: CheckInStage['session'];
}) {
  const { store } = useApp();
  const say = useSay();
  const { sessionId } = session;
  const title = say('ui.document.recordsOfBox', { name });
  return (
    <button
      type="button"
      className="line-undo"
      disabled={devices === 0}
      aria-label={title}
      title={title}
      onClick={() => showRecords(store, { sessionId, boxId }, `${session.name} ${name}`)}
    >
      <FileCheck size={16} aria-hidden="true" />
    </button>
  );
}

function stateOf({ isOpen }: BoxLine, isCurrent: boolean): string {
  if (isCurrent) return 'ui.checkIn.box.filling';
  return isOpen ? 'ui.checkIn.box.open' : 'ui.checkIn.box.closed';
}

function NewBox() {
  const { desk } = useApp();
  const say = useSay();
  const [name, setName] = useState('');
  const [destination, setDestination] = useState('');
  const open = async (event: FormEvent) => {
    event.preventDefault();
    focusScan();
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
