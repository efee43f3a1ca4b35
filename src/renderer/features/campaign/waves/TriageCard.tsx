import type { ReactNode } from 'react';
import type { Triage } from '../../../../contract/waves.ts';
import type { Lane } from '../../../../core/verdict/lane.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { LaneShape } from '../../../ui/LaneShape.tsx';
import { SerialActs } from '../lists/SerialActs.tsx';
import { ShowDevices } from './ShowDevices.tsx';
import { causeText } from './wave-words.ts';

type Class = Triage['classes'][number];

/** The lane that means the same of one device. */
const LANES: Record<Class['class'], Lane> = {
  migrates: 'migrate',
  needsReset: 'clear',
  notAsked: 'unknown',
  refused: 'stop',
};
/** What is to be done with these is done elsewhere; the others are asked about and planned here. */
const TO_BE_DEALT_WITH: readonly Class['class'][] = ['needsReset', 'refused'];
/** As many reasons as a person reads at once. */
const SHOWN = 4;

interface TriageCardProps {
  readonly of: Class;
  /** What can be done here. */
  readonly children: ReactNode;
}

/** One class: how many, what it means, what to do, and the way to the list. */
export function TriageCard({
  of: { class: name, count, reasons, serials },
  children,
}: TriageCardProps) {
  const say = useSay();
  const language = useLanguage();
  const title = say(`ui.waves.class.${name}.title`);
  const others = reasons.slice(SHOWN).reduce((sum, reason) => sum + reason.count, 0);
  return (
    <li className="triage-class" data-lane={LANES[name]} aria-label={title}>
      <h3>
        <LaneShape lane={LANES[name]} size={20} /> {title}
      </h3>
      <strong className="triage-count number">{count.toLocaleString(language)}</strong>
      <p className="muted">{say(`ui.waves.class.${name}.text`)}</p>
      {reasons.length > 0 && (
        <ul className="triage-reasons">
          {reasons.slice(0, SHOWN).map((each) => (
            <li key={each.reason} title={causeText(say, each.reason)}>
              <span className="number">{each.count.toLocaleString(language)}</span>{' '}
              {causeText(say, each.reason)}
            </li>
          ))}
          {others > 0 && <li>{say('ui.campaign.jobs.more', { count: others })}</li>}
        </ul>
      )}
      {children}
      {count > 0 && (
        <ShowDevices title={title} serials={serials} count={count}>
          {TO_BE_DEALT_WITH.includes(name) && <SerialActs title={title} serials={serials} />}
        </ShowDevices>
      )}
    </li>
  );
}
