import { memo, useEffect, useState } from 'react';
import type { DeviceFamily } from '../../../core/facts/device-facts.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { guideOf, type GuideTrouble } from './guide-steps.ts';
import './guide.css';

/** One step of the reset at a time, with a picture; the arrow keys turn it while hands hold the device. */
export const ResetGuide = memo(function ResetGuide({ family }: { readonly family: DeviceFamily }) {
  const say = useSay();
  const { steps, troubles } = guideOf(family);
  const [at, turn] = useTurning(steps.length);
  const step = steps[at];
  if (!step) return null;
  return (
    <section className="guide" aria-label={say('ui.guide.label')}>
      <img className="guide-picture" src={step.picture} alt="" width={200} height={140} />
      <div className="guide-step" aria-live="polite">
        <p className="guide-count muted">
          {say('ui.guide.count', { step: at + 1, steps: steps.length })}
        </p>
        <h2>{say(`ui.guide.${step.words}.title`)}</h2>
        <p>{say(`ui.guide.${step.words}.text`)}</p>
        <div className="guide-turn">
          <Button disabled={at === 0} keyCap="←" onClick={() => turn(-1)}>
            {say('ui.guide.back')}
          </Button>
          <Button disabled={at === steps.length - 1} keyCap="→" onClick={() => turn(1)}>
            {say('ui.guide.forward')}
          </Button>
        </div>
      </div>
      <Troubles troubles={troubles} />
    </section>
  );
});

function useTurning(length: number): [number, (by: 1 | -1) => void] {
  const { guide } = useApp();
  const [at, setAt] = useState(0);
  const [turn] = useState(() => (by: 1 | -1) => {
    setAt((now) => Math.min(length - 1, Math.max(0, now + by)));
  });
  useEffect(() => guide.lend(turn), [guide, turn]);
  return [at, turn];
}

function Troubles({ troubles }: { readonly troubles: readonly GuideTrouble[] }) {
  const say = useSay();
  return (
    <div className="troubles">
      <p className="muted small">{say('ui.guide.troubles')}</p>
      {troubles.map((trouble) => (
        <details key={trouble} name="trouble">
          <summary>{say(`ui.trouble.${trouble}.title`)}</summary>
          <p>{say(`ui.trouble.${trouble}.text`)}</p>
        </details>
      ))}
    </div>
  );
}
