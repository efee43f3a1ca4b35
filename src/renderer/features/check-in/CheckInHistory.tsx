import { Undo2 } from 'lucide-react';
import { memo } from 'react';
import type { CheckInLine, SessionView } from '../../../contract/check-in.ts';
import { isHazard } from '../../../core/sessions/condition.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Serial } from '../../ui/Serial.tsx';
import '../bench/history.css';
import { shortened } from '../scan/shown-text.ts';
import { OutcomeShape } from './OutcomeShape.tsx';

/** The last scans of the session, newest first; each can be taken back. */
export function CheckInHistory({ session }: { readonly session: SessionView }) {
  const say = useSay();
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
}

const Line = memo(function Line({ line, box, canUndo }: LineProps) {
  const { desk } = useApp();
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
      {canUndo ? (
        <button
          type="button"
          className="line-undo"
          aria-label={say('ui.checkIn.undo', { code: line.serial ?? line.text })}
          onClick={() => void desk.checkIn.undo(line.eventId)}
        >
          <Undo2 size={16} aria-hidden="true" />
        </button>
      ) : (
        <span />
      )}
      {seen.length > 0 && (
        <span className="line-conditions" data-hazard={seen.some(isHazard) || undefined}>
          {seen.map((condition) => say(`condition.${condition}`)).join(', ')}
        </span>
      )}
    </li>
  );
});
