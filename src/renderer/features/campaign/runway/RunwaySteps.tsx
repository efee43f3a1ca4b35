import type { RunwayStep } from '../../../../core/runway/runway.ts';
import { useLanguage, useSay, type Say } from '../../../app/language.tsx';
import { useCampaign } from '../feed/use-campaign.ts';
import { LANE_OF, StepShape } from './StepShape.tsx';
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
  const { state } = step;
  return (
    <li className="runway-step" data-state={state} data-lane={LANE_OF[state]}>
      <h2>{say(`runway.step.${step.step}.title`)}</h2>
      <Amount step={step} />
      <p className="runway-state">
        <StepShape state={state} size={18} />
        {stateText(step, say)}
      </p>
      <p className="muted small">{say(`runway.step.${step.step}.text`)}</p>
      {step.underWay > 0 && (
        <p className="small">{say('ui.campaign.underWay', { count: step.underWay })}</p>
      )}
    </li>
  );
}

/** A step that nothing of its own blocks is held by the first. */
function stateText({ step, state, findings }: RunwayStep, say: Say): string {
  if (state === 'done') return say(`runway.step.${step}.done`);
  const isHeld = state === 'blocked' && findings.every(({ level }) => level !== 'blocks');
  return isHeld ? say('runway.held') : say(`runway.state.${state}`);
}

/** The first step is not about single devices: a number would say nothing. */
function Amount({ step: { step, done, total } }: { readonly step: RunwayStep }) {
  const say = useSay();
  const language = useLanguage();
  if (step === 'onboard') return <div className="runway-amount" aria-hidden="true" />;
  const number = (value: number) => value.toLocaleString(language);
  return (
    <div className="runway-amount">
      <p>
        <strong>{number(done)}</strong>{' '}
        <span>{say('ui.campaign.of', { total: number(total) })}</span>
      </p>
      <span className="runway-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${total > 0 ? done / total : 0})` }} />
      </span>
    </div>
  );
}
