import { memo } from 'react';
import type { ScanLine } from '../../../contract/desk.ts';
import { useAppState } from '../../app/AppContext.tsx';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { LaneShape } from '../../ui/LaneShape.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Serial } from '../../ui/Serial.tsx';
import { shortened } from '../scan/shown-text.ts';
import './history.css';

/** The last scans, newest first, one line each. */
export const ScanHistory = memo(function ScanHistory() {
  const say = useSay();
  const scans = useAppState((state) => state.scans);
  return (
    <section className="history" aria-label={say('ui.history.label')}>
      {scans.length === 0 ? (
        <EmptyState title={say('ui.history.empty')}>{say('ui.history.emptyText')}</EmptyState>
      ) : (
        <ol>
          {scans.map((line) => (
            <HistoryLine key={line.eventId} line={line} />
          ))}
        </ol>
      )}
    </section>
  );
});

const HistoryLine = memo(function HistoryLine({ line }: { readonly line: ScanLine }) {
  const { desk } = useApp();
  const say = useSay();
  const { code, lane, serial } = line;
  const word = lane ? say(`lane.${lane}.word`) : say(`code.${code.kind}.name`);
  const content = (
    <>
      {lane ? <LaneShape lane={lane} size={16} /> : <span />}
      {serial ? (
        <Serial serial={serial} />
      ) : (
        <bdi className="code-text">{shortened(code.input, 18)}</bdi>
      )}
      <span className="history-word">{line.isUndone ? say('ui.history.undone') : word}</span>
      <RelativeTime at={line.at} isPast />
    </>
  );
  return (
    <li data-lane={lane ?? 'unknown'} data-undone={line.isUndone || undefined}>
      {serial ? (
        <button type="button" className="history-line" onClick={() => void desk.showCard(serial)}>
          {content}
        </button>
      ) : (
        <span className="history-line">{content}</span>
      )}
    </li>
  );
});
