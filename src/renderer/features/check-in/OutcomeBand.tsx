import type { CSSProperties, ReactNode } from 'react';
import type { Arrival, CheckInReply } from '../../../contract/check-in.ts';
import { useSay, type Say } from '../../app/language.tsx';
import { shownOutcome, type ShownOutcome } from '../../app/shown-outcome.ts';
import type { CheckInStage } from '../../app/store.ts';
import { LaneShape } from '../../ui/LaneShape.tsx';
import { wordScale } from '../bench/verdict-words.ts';
import '../bench/band.css';
import { OutcomeShape } from './OutcomeShape.tsx';

/** What came of the last scan: word, shape and colour of its outcome, and the box that the device goes into. */
export function OutcomeBand({ stage }: { readonly stage: CheckInStage }) {
  return (
    <>
      <Announced stage={stage} />
      <ShownBand stage={stage} />
    </>
  );
}

/** The band is drawn anew with each scan, which a screen reader does not hear; these two stay. */
function Announced({ stage }: { readonly stage: CheckInStage }) {
  const say = useSay();
  const shown = stage.hazard ? 'hazard' : stage.last && shownOutcome(stage.last.reply);
  const text = shown && !stage.session.handOff ? announcement(stage, shown, say) : '';
  const isUrgent = shown === 'hazard' || shown === 'wrongBox';
  return (
    <>
      <p className="visually-hidden" role="status">
        {isUrgent ? '' : text}
      </p>
      <p className="visually-hidden" role="alert">
        {isUrgent ? text : ''}
      </p>
    </>
  );
}

function announcement({ hazard, last }: CheckInStage, shown: ShownOutcome, say: Say): string {
  const second =
    shown === 'hazard' ? say('ui.checkIn.hazard') : last && secondLine(last.reply, say);
  const serial = hazard ?? last?.reply.line.serial;
  return [say(`outcome.${shown}`), serial, second].filter(Boolean).join('. ');
}

function ShownBand({ stage }: { readonly stage: CheckInStage }) {
  const say = useSay();
  const { hazard, last, session } = stage;
  if (session.handOff) return <QuietBand isOver />;
  if (hazard) return <Band shown="hazard" serial={hazard} second={say('ui.checkIn.hazard')} />;
  if (!last) return <QuietBand isOver={false} />;
  const { line, arrival } = last.reply;
  const shown = shownOutcome(last.reply);
  const second = shown === 'hazard' ? say('ui.checkIn.hazard') : secondLine(last.reply, say);
  return (
    // Each scan is drawn anew, so that two of one kind are seen to be two.
    <Band key={line.eventId} shown={shown} serial={line.serial} second={second}>
      {arrival && <ArrivalLane arrival={arrival} isNamed={second === arrival.model} say={say} />}
    </Band>
  );
}

interface BandProps {
  readonly shown: ShownOutcome;
  readonly serial: string | undefined;
  readonly second: string;
  readonly children?: ReactNode;
}

function Band({ shown, serial, second, children }: BandProps) {
  const say = useSay();
  const word = say(`outcome.${shown}`);
  return (
    <section
      className="band outcome-band"
      data-outcome={shown}
      data-testid="outcome"
      aria-label={say('ui.checkIn.band')}
    >
      <OutcomeShape outcome={shown} />
      <div className="band-words">
        <h1 className="band-word" style={{ '--scale': wordScale([word]) } as CSSProperties}>
          <span>{word}</span>
        </h1>
        <p className="band-second">{second}</p>
      </div>
      {serial && (
        <p className="band-for" data-kind="serial">
          <span className="band-for-label">{say('ui.band.serial')}</span>
          <span className="band-for-text">{serial.slice(-4)}</span>
        </p>
      )}
      {children}
    </section>
  );
}

/** What the bench would say of it: quiet, in the corner. */
interface ArrivalLaneProps {
  readonly arrival: Arrival;
  /** The model stands on the band already. */
  readonly isNamed: boolean;
  readonly say: Say;
}

function ArrivalLane({ arrival, isNamed, say }: ArrivalLaneProps) {
  return (
    <p className="outcome-lane">
      {isNamed ? '' : arrival.model} <LaneShape lane={arrival.lane} size={18} />{' '}
      {say(`lane.${arrival.lane}.word`)}
    </p>
  );
}

/** The one thing to do with it, or what it is. */
function secondLine({ line, arrival }: CheckInReply, say: Say): string {
  if (line.outcome === 'notSerial') return say(`code.${line.kind}.name`);
  if (!arrival) return line.text;
  return warningOf(arrival, line.outcome, say) ?? placeOf(arrival);
}

function warningOf(
  { row, isWrongBox, expectedBy, firstBox }: Arrival,
  outcome: CheckInReply['line']['outcome'],
  say: Say,
): string | undefined {
  if (isWrongBox) return say('ui.checkIn.wrongBox', { box: row?.box ?? '' });
  if (expectedBy) return say('ui.checkIn.expectedBy', { session: expectedBy });
  if (outcome === 'notExpected') return say('ui.checkIn.setAside');
  return outcome === 'alreadyHere' && firstBox
    ? say('ui.checkIn.isIn', { box: firstBox })
    : undefined;
}

function placeOf({ row, model }: Arrival): string {
  return row?.box ?? row?.site ?? model;
}

function QuietBand({ isOver }: { readonly isOver: boolean }) {
  const say = useSay();
  const word = say(isOver ? 'ui.checkIn.over.word' : 'ui.band.scanNext');
  return (
    <section
      className="band outcome-band"
      data-quiet=""
      data-testid="outcome"
      aria-label={say('ui.checkIn.band')}
    >
      <OutcomeShape outcome="new" />
      <div className="band-words">
        <h1 className="band-word" style={{ '--scale': wordScale([word]) } as CSSProperties}>
          <span>{word}</span>
        </h1>
        <p className="band-second">{say(isOver ? 'ui.checkIn.over.second' : 'ui.checkIn.quiet')}</p>
      </div>
    </section>
  );
}
