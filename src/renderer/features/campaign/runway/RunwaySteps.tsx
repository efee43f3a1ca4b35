import type { RunwayStep } from '../../../../core/runway/runway.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { useCampaign } from '../feed/use-campaign.ts';
import { isHeld, laneOf, StepShape } from './StepShape.tsx';
import './runway.css';

/** The six steps side by side. Each says how many devices are through it, of all that are to go. */
export function RunwaySteps() {
  const say = useSay();
  const steps = useCampaign(({ runway }) => runway?.steps);
  if (!steps) return null;
  return (
    <ol className="runway" aria-label={say('ui.campaign.runway')}>
      {steps.map((step) => (
        <Step key={step.step} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { readonly step: RunwayStep }) {
  const say = useSay();
  return (
    <li className="runway-step" data-lane={laneOf(step)}>
      <h2>{say(`runway.step.${step.step}.title`)}</h2>
      {step.step === 'onboard' ? <Targets /> : <Amount step={step} />}
      <p className="runway-state">
        <StepShape step={step} size={18} />
        {say(stateWord(step))}
      </p>
      <p className="muted small">
        {say('ui.campaign.goal', { text: say(`runway.step.${step.step}.text`) })}
      </p>
      {step.underWay > 0 && (
        <p className="small">{say('ui.campaign.underWay', { count: step.underWay })}</p>
      )}
    </li>
  );
}

function stateWord(step: RunwayStep): string {
  if (step.state === 'done') return `runway.step.${step.step}.done`;
  return isHeld(step) ? 'runway.held' : `runway.state.${step.state}`;
}

/** The first step is not about single devices, but about where they go. */
function Targets() {
  const say = useSay();
  const count = useCampaign(({ runway }) => runway?.targets.length ?? 0);
  return (
    <p className="runway-amount">
      <strong>{count}</strong> <span>{say('ui.campaign.targetCount', { count })}</span>
    </p>
  );
}

function Amount({ step: { done, total } }: { readonly step: RunwayStep }) {
  const say = useSay();
  const language = useLanguage();
  const number = (value: number) => value.toLocaleString(language);
  return (
    <div className="runway-amount">
      <strong>{number(done)}</strong> <span>{say('ui.campaign.of', { total: number(total) })}</span>
      <span className="runway-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${total > 0 ? done / total : 0})` }} />
      </span>
    </div>
  );
}
