import { Check } from 'lucide-react';
import { memo } from 'react';
import type { Card } from '../../../contract/desk.ts';
import { useSay } from '../../app/language.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';

const STEPS = ['expected', 'started', 'gone', 'back', 'recorded'] as const;

/** That a device is back proves nothing while it stands there, and is a step like others before and after. */
function labelOf(step: (typeof STEPS)[number], isNow: boolean) {
  return step === 'back' && !isNow ? 'backAtLast' : step;
}

/** How far the reset has come, and how well it is proven. Nothing before the operator begins. */
export const ResetProgress = memo(function ResetProgress({ reset }: Pick<Card, 'reset'>) {
  const say = useSay();
  if (reset.step === 'none' || reset.step === 'expected') return null;
  const reached = STEPS.indexOf(reset.step);
  const isOver = reset.step === 'recorded';
  return (
    <div className="reset-progress" data-over={isOver || undefined}>
      <ol aria-label={say('ui.reset.progress')}>
        {STEPS.map((step, index) => (
          <li
            key={step}
            data-state={index < reached || isOver ? 'past' : index === reached ? 'now' : 'ahead'}
            aria-current={index === reached ? 'step' : undefined}
          >
            {(index < reached || isOver) && <Check size={14} aria-hidden="true" />}
            {say(`ui.reset.${labelOf(step, index === reached)}`)}
          </li>
        ))}
      </ol>
      {reset.level && (
        <span
          className="evidence"
          data-level={reset.level}
          title={say(`ui.evidence.${reset.level}.text`)}
        >
          {say(`ui.evidence.${reset.level}.word`)}
        </span>
      )}
      {reset.recordedAt !== undefined && <RelativeTime at={reset.recordedAt} isPast />}
    </div>
  );
});
