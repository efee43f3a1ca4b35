import { memo } from 'react';
import type { Timeline as TimelineValue } from '../../../contract/devices.ts';
import { eventSentence } from '../../../core/custody/event-sentence.ts';
import type { CustodyEvent } from '../../../core/custody/event.ts';
import { useAppState } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { absoluteTime } from '../../ui/time-text.ts';
import { Photo } from '../photos/Photo.tsx';
import { EventEvidence, HandOffs } from './EventEvidence.tsx';

/** The story of a device by case, newest first; each case in the order in which it happened. */
export const Timeline = memo(function Timeline({ timeline }: { readonly timeline: TimelineValue }) {
  const say = useSay();
  const language = useLanguage();
  if (timeline.cases.length === 0) {
    return <EmptyState title={say('ui.timeline.empty')}>{say('ui.timeline.emptyText')}</EmptyState>;
  }
  return (
    <section className="timeline" aria-label={say('ui.timeline.label')}>
      {timeline.cases.map(({ caseId, openedAt, events }) => (
        <section key={caseId}>
          <h2>{say('ui.timeline.case', { time: absoluteTime(language, openedAt) })}</h2>
          <ol>
            {events.map((event) => (
              <EventLine key={event.id} event={event} deliveries={timeline.deliveries} />
            ))}
            <HandOffs events={events} deliveries={timeline.deliveries} />
          </ol>
        </section>
      ))}
    </section>
  );
});

interface LineProps {
  readonly event: CustodyEvent;
  readonly deliveries: TimelineValue['deliveries'];
}

function EventLine({ event, deliveries }: LineProps) {
  const language = useLanguage();
  const slots = useAppState((state) => state.slots?.slots);
  const slotName = (port: string) => {
    const slot = slots?.find((each) => each.port === port);
    return slot ? slot.name || String(slot.number) : port;
  };
  return (
    <li data-lane={event.type === 'verdictChanged' ? event.data.lane : undefined}>
      <span className="timeline-what">{eventSentence(language, event, slotName)}</span>
      <span className="timeline-who">
        {absoluteTime(language, event.at)} · <RelativeTime at={event.at} isPast /> ·{' '}
        {event.operator}
      </span>
      <EventEvidence event={event} deliveries={deliveries} />
      {event.type === 'photoTaken' && (
        <Photo sha256={event.data.sha256} label={eventSentence(language, event, slotName)} />
      )}
    </li>
  );
}
