import { useSay } from '../../../app/language.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { useAct } from '../feed/use-act.ts';
import { PlanFields, type Plan } from './PlanFields.tsx';

interface PlanFormProps {
  /** So many devices can migrate and are in no wave. */
  readonly unplanned: number;
  readonly onPlanned: () => void;
}

/** Parts all that can migrate into waves. */
export function PlanForm({ unplanned, onPlanned }: PlanFormProps) {
  const say = useSay();
  const { isBusy, value, failure, run } = useAct('waves.plan');
  const send = async (plan: Plan) => {
    await run(plan);
    onPlanned();
  };
  return (
    <section className="campaign-part" aria-label={say('ui.waves.plan.title')}>
      <h2>{say('ui.waves.plan.title')}</h2>
      <p className="muted">{say('ui.waves.plan.text')}</p>
      <PlanFields unplanned={unplanned} isBusy={isBusy} onPlan={(plan) => void send(plan)} />
      {unplanned === 0 && !value && <p className="muted">{say('ui.waves.plan.none')}</p>}
      {value && <p role="status">{say('ui.waves.plan.done', { count: value.planned })}</p>}
      {failure && <FailureNotice trouble={failure} />}
    </section>
  );
}
