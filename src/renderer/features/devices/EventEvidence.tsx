import type { Timeline } from '../../../contract/devices.ts';
import type { CustodyEvent } from '../../../core/custody/event.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { absoluteTime } from '../../ui/time-text.ts';

interface EvidenceProps {
  readonly event: CustodyEvent;
  readonly deliveries: Timeline['deliveries'];
}

/** What an event rests on, and where it was: how well a reset is proven, the raw answers folded, the box, the note. */
export function EventEvidence({ event, deliveries }: EvidenceProps) {
  const place = placeOf(event, deliveries);
  const note = 'note' in event.data ? event.data.note : undefined;
  return (
    <>
      {place !== undefined && <span className="timeline-detail">{place}</span>}
      {note !== undefined && <span className="timeline-detail">{note}</span>}
      {event.type === 'resetRecorded' && <Grade level={event.data.level} />}
      {'raw' in event.data && <RawAnswers raw={event.data.raw} />}
    </>
  );
}

function placeOf(
  { data }: CustodyEvent,
  deliveries: EvidenceProps['deliveries'],
): string | undefined {
  if (!('sessionId' in data)) return undefined;
  const delivery = deliveries.find(({ sessionId }) => sessionId === data.sessionId);
  const box = 'boxId' in data && data.boxId !== null ? delivery?.boxes[data.boxId] : undefined;
  return [box, delivery?.name].filter(Boolean).join(' – ') || undefined;
}

type Level = Extract<CustodyEvent, { type: 'resetRecorded' }>['data']['level'];

function Grade({ level }: { readonly level: Level }) {
  const say = useSay();
  return (
    <span className="timeline-detail">
      <strong>{say(`document.reset.level.${level}.title`)}</strong>{' '}
      {say(`document.reset.level.${level}.text`)}
    </span>
  );
}

function RawAnswers({ raw }: { readonly raw: Readonly<Record<string, string>> }) {
  const say = useSay();
  const answers = Object.entries(raw);
  if (answers.length === 0) return null;
  return (
    <details className="timeline-raw">
      <summary>{say('document.reset.raw')}</summary>
      <dl className="mono">
        {answers.map(([name, answer]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** A delivery is handed over as a whole: its event names none of its devices. */
export function HandOffs({
  events,
  deliveries,
}: {
  readonly events: readonly CustodyEvent[];
  readonly deliveries: EvidenceProps['deliveries'];
}) {
  const say = useSay();
  const language = useLanguage();
  const named = new Set(
    events.flatMap(({ data }) => ('sessionId' in data ? [data.sessionId] : [])),
  );
  return deliveries
    .filter(({ sessionId }) => named.has(sessionId))
    .flatMap(({ sessionId, name, handOff }) =>
      handOff ? (
        <li key={sessionId}>
          <span className="timeline-what">{say('event.sessionHandedOff', { ...handOff })}</span>
          <span className="timeline-who">{absoluteTime(language, handOff.at)}</span>
          <span className="timeline-detail">{name}</span>
        </li>
      ) : (
        []
      ),
    );
}
