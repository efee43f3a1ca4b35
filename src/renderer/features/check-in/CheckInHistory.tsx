import { Hand, Undo2 } from 'lucide-react';
import { memo } from 'react';
import type { CheckInLine } from '../../../contract/check-in.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { isHazard } from '../../../core/sessions/condition.ts';
import { useApp } from '../../app/AppContext.tsx';
import { serialAtHand } from '../../app/check-in-panels.ts';
import { useSay } from '../../app/language.tsx';
import type { CheckInStage } from '../../app/store.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Serial } from '../../ui/Serial.tsx';
import '../bench/history.css';
import { shortened } from '../scan/shown-text.ts';
import { OutcomeShape } from './OutcomeShape.tsx';

/** The last scans of the session, newest first; each can be taken back. */
export function CheckInHistory({ stage }: { readonly stage: CheckInStage }) {
  const say = useSay();
  const { session } = stage;
  const atHand = serialAtHand(stage);
  const names = new Map(session.tally.boxes.map(({ boxId, name }) => [boxId, name]));
  return (
    <section className="history" aria-label={say('ui.history.label')}>
      {session.newest.length === 0 ? (
        <EmptyState title={say('ui.history.empty')}>{say('ui.checkIn.emptyText')}</EmptyState>
      ) : (
        <ol>
          {session.newest.map((line) => (
            <Line
              key={line.eventId}
              line={line}
              box={line.boxId === null ? undefined : names.get(line.boxId)}
              canUndo={!line.isUndone && session.handOff === undefined}
              isAtHand={line.serial !== undefined && line.serial === atHand}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

interface LineProps {
  readonly line: CheckInLine;
  readonly box: string | undefined;
  readonly canUndo: boolean;
  /** What is said of a device now is said of this one. */
  readonly isAtHand: boolean;
}

const Line = memo(function Line({ line, box, canUndo, isAtHand }: LineProps) {
  const say = useSay();
  const word = say(line.isUndone ? 'ui.history.undone' : `ui.checkIn.count.${line.outcome}`);
  const seen = line.outcome === 'extra' ? [] : line.conditions;
  return (
    <li
      className="history-line check-in-line"
      data-outcome={line.outcome}
      data-undone={line.isUndone || undefined}
    >
      <OutcomeShape outcome={line.outcome} size={16} />
      {line.serial ? (
        <Serial serial={line.serial} />
      ) : (
        <bdi className="code-text">{shortened(line.text, 18)}</bdi>
      )}
      <span className="history-word">{word}</span>
      <span className="muted">{box ?? ''}</span>
      <RelativeTime at={line.at} isPast />
      {canUndo ? <LineActs line={line} isAtHand={isAtHand} /> : <span />}
      {seen.length > 0 && (
        <span className="line-conditions" data-hazard={seen.some(isHazard) || undefined}>
          {seen.map((condition) => say(`condition.${condition}`)).join(', ')}
        </span>
      )}
    </li>
  );
});

function LineActs({ line, isAtHand }: Pick<LineProps, 'line' | 'isAtHand'>) {
  const serial = line.outcome === 'extra' ? undefined : line.serial;
  return (
    <span className="line-acts">
      {serial && <ChooseButton serial={serial} isAtHand={isAtHand} />}
      <UndoButton line={line} />
    </span>
  );
}

interface ChooseProps {
  readonly serial: SerialNumber;
  readonly isAtHand: boolean;
}

function ChooseButton({ serial, isAtHand }: ChooseProps) {
  const { desk } = useApp();
  const say = useSay();
  const label = say('ui.checkIn.choose', { code: serial });
  return (
    <button
      type="button"
      className="line-undo"
      aria-pressed={isAtHand}
      aria-label={label}
      title={label}
      onClick={() => desk.checkIn.panels.choose(serial)}
    >
      <Hand size={16} aria-hidden="true" />
    </button>
  );
}

function UndoButton({ line }: Pick<LineProps, 'line'>) {
  const { desk } = useApp();
  const say = useSay();
  return (
    <button
      type="button"
      className="line-undo"
      aria-label={say('ui.checkIn.undo', { code: line.serial ?? line.text })}
      onClick={() => void desk.checkIn.undo(line.eventId)}
    >
      <Undo2 size={16} aria-hidden="true" />
    </button>
  );
}
