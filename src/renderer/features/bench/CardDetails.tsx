import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { Card } from '../../../contract/desk.ts';
import { useSay } from '../../app/language.tsx';
import { FailureWords } from '../../ui/FailureWords.tsx';
import { LaneShape } from '../../ui/LaneShape.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';

/** Under the verdict, quiet: what else to mind, what else failed, which work is under way. */
export const CardDetails = memo(function CardDetails({ card }: { readonly card: Card }) {
  const { reasons, warnings } = card.verdict;
  return (
    <ul className="card-details">
      {warnings.map((warning) => (
        <WarningLine key={warning.code} warning={warning} />
      ))}
      {reasons.slice(1).map((reason) => (
        <ReasonLine key={reason.code} reason={reason} />
      ))}
      {card.work
        .filter(({ state }) => state !== 'confirmed')
        .map((work) => (
          <WorkLine key={work.kind} work={work} />
        ))}
    </ul>
  );
});

function WarningLine({ warning }: { readonly warning: Card['verdict']['warnings'][number] }) {
  const say = useSay();
  return (
    <li className="detail-line" data-tone="warning">
      <TriangleAlert size={16} aria-hidden="true" />
      <span>{say(`warning.${warning.code}`, warning.params)}</span>
    </li>
  );
}

function ReasonLine({ reason }: { readonly reason: Card['verdict']['reasons'][number] }) {
  const say = useSay();
  return (
    <li className="detail-line" data-lane={reason.lane}>
      <LaneShape lane={reason.lane} size={16} />
      <span>{say(`reason.${reason.code}.text`, reason.params)}</span>
    </li>
  );
}

function WorkLine({ work }: { readonly work: Card['work'][number] }) {
  const say = useSay();
  const lane = work.state === 'failed' || work.waiting === 'deadline' ? 'stop' : 'wait';
  return (
    <li className="detail-line" data-lane={lane}>
      <LaneShape lane={lane} size={16} />
      <span>
        {say(`campaign.job.${work.kind}`)}: {say(`ui.work.${work.state}`)}
        {', '}
        <RelativeTime at={work.since} isPast />
        {work.nextAt !== undefined && (
          <>
            , {say('ui.work.next')} <RelativeTime at={work.nextAt} />
          </>
        )}
        {work.failure !== undefined && (
          <>
            . <FailureWords failure={work.failure} />
          </>
        )}
        {isForPerson(work) && `. ${say(`campaign.waiting.${work.waiting}`)}`}
      </span>
    </li>
  );
}

/** It does not go on by itself. */
function isForPerson({ waiting }: Card['work'][number]): boolean {
  return waiting === 'deadline' || waiting === 'approval';
}
