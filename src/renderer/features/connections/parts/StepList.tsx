import { Circle, CircleCheckBig, CircleDotDashed, TriangleAlert } from 'lucide-react';
import { useSay } from '../../../app/language.tsx';
import type { StepState, StepStates } from '../wizard/step-states.ts';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { STEP_NAMES } from '../wizard/wizard-state.ts';

const SHAPES = {
  done: CircleCheckBig,
  attention: TriangleAlert,
  open: Circle,
  later: CircleDotDashed,
} as const satisfies Record<StepState, typeof Circle>;

/** The steps in their order, each with its state as shape and word. Every one can be opened at any time. */
export function StepList({ states }: { readonly states: StepStates }) {
  const wizard = useWizard();
  const say = useSay();
  const current = useWizardState(({ step }) => step);
  return (
    <nav className="step-list" aria-label={say('ui.connections.steps')}>
      <ol>
        {STEP_NAMES.map((step, index) => {
          const state = states[step];
          const Shape = SHAPES[state];
          return (
            <li key={step}>
              <button
                type="button"
                className="setup-step"
                data-state={state}
                aria-current={step === current ? 'step' : undefined}
                onClick={() => wizard.goTo(step)}
              >
                <Shape size={20} strokeWidth={2} aria-hidden="true" />
                <span className="step-name">
                  {index + 1}. {say(`ui.connections.step.${step}.name`)}
                </span>
                <span className="step-state">{say(`ui.connections.state.${state}`)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
