import { useEffect, useRef, type ReactNode } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useWizard } from '../wizard/use-wizard.ts';
import { STEP_NAMES, type StepName } from '../wizard/wizard-state.ts';

interface PageProps {
  readonly step: StepName;
  /** Nothing on this page needs doing: going on is the next step, and the only filled button. */
  readonly isDone: boolean;
  readonly children: ReactNode;
}

/** One step of the wizard. Its heading takes the focus, so that reading and Tab begin where the step begins. */
export function Page({ step, isDone, children }: PageProps) {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <article className="connections-page">
      <h1 ref={heading} tabIndex={-1}>
        {say(`ui.connections.step.${step}.title`)}
      </h1>
      <p className="muted page-lead">{say(`ui.connections.step.${step}.lead`)}</p>
      {children}
      <Footer step={step} isDone={isDone} />
    </article>
  );
}

function Footer({ step, isDone }: Pick<PageProps, 'step' | 'isDone'>) {
  const wizard = useWizard();
  const say = useSay();
  const place = STEP_NAMES.indexOf(step);
  const before = STEP_NAMES[place - 1];
  const after = STEP_NAMES[place + 1];
  const name = (each: StepName) => say(`ui.connections.step.${each}.name`);
  return (
    <footer className="page-footer">
      {before && (
        <Button look="plain" onClick={() => wizard.goTo(before)}>
          {say('ui.connections.back', { step: name(before) })}
        </Button>
      )}
      {after && (
        <Button look={isDone ? 'filled' : 'outline'} onClick={() => wizard.goTo(after)}>
          {say('ui.connections.continue', { step: name(after) })}
        </Button>
      )}
    </footer>
  );
}
