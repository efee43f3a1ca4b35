import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Card } from '../../../contract/desk.ts';
import type { Timeline as TimelineValue } from '../../../contract/devices.ts';
import type { Failure } from '../../../contract/protocol.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { LaneShape } from '../../ui/LaneShape.tsx';
import { CardDetails } from '../bench/CardDetails.tsx';
import { FactsDetails } from '../bench/FactsDetails.tsx';
import { Identity } from '../bench/Identity.tsx';
import { wordOf } from '../bench/verdict-words.ts';
import { Timeline } from './Timeline.tsx';

interface DetailProps {
  readonly serial: SerialNumber;
  readonly onClose: () => void;
}

/** One device: what is true of it now, and everything that ever happened to it. */
export function DeviceDetail({ serial, onClose }: DetailProps) {
  const { desk, store } = useApp();
  const say = useSay();
  const { card, timeline, failure } = useDevice(serial);
  const showRecord = () =>
    store.setState({ sheet: { kind: 'resetRecords', serials: [serial], name: serial } });
  return (
    <aside className="device-detail" aria-label={say('ui.devices.detail')}>
      <div className="device-detail-head">
        <Button onClick={() => void desk.showCard(serial)}>{say('ui.devices.toBench')}</Button>
        {card?.reset.level && (
          <Button onClick={showRecord}>{say('ui.document.resetRecord')}</Button>
        )}
        <Button look="plain" aria-label={say('ui.devices.close')} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </Button>
      </div>
      {failure && <FailureNotice trouble={failure} />}
      {card && <NowTrue card={card} />}
      {timeline && <Timeline timeline={timeline} />}
    </aside>
  );
}

function NowTrue({ card }: { readonly card: Card }) {
  const say = useSay();
  const [reason] = card.verdict.reasons;
  return (
    <>
      <Identity card={card} />
      <p className="device-verdict" data-lane={card.verdict.lane}>
        <LaneShape lane={card.verdict.lane} size={28} /> {wordOf(card, say)}
      </p>
      {reason && <p>{say(`reason.${reason.code}.text`, reason.params)}</p>}
      <CardDetails card={card} />
      <FactsDetails card={card} />
    </>
  );
}

interface Known {
  readonly card?: Card;
  readonly timeline?: TimelineValue;
  readonly failure?: Failure;
}

/** Asked when it opens and again when a scan has added to the story. */
function useDevice(serial: SerialNumber): Known {
  const { engine } = useApp();
  const newest = useAppState(({ scans }) => scans[0]?.eventId);
  const [known, setKnown] = useState<Known>({});
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const [card, timeline] = await Promise.all([
        engine.ask('desk.card', { serial }),
        engine.ask('devices.timeline', { serial }),
      ]);
      if (!isWanted) return;
      const failed = [card, timeline].find((answer) => !answer.ok);
      setKnown({
        ...(card.ok && { card: card.value }),
        ...(timeline.ok && { timeline: timeline.value }),
        ...(failed && !failed.ok && { failure: failed.error }),
      });
    };
    void read();
    return () => {
      isWanted = false;
    };
  }, [engine, serial, newest]);
  return known;
}
