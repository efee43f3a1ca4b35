import { useState, type FormEvent } from 'react';
import type { InputOf } from '../../../../contract/calls.ts';
import { LARGEST_WAVE, USUAL_WAVE } from '../../../../core/campaign/plan-waves.ts';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { instantOf, usualDeadline } from '../bulk/deadline.ts';
import { DeadlineInput } from './DeadlineInput.tsx';
import { NumberField } from './NumberField.tsx';

export type Plan = InputOf<'waves.plan'>;

interface PlanFieldsProps {
  readonly unplanned: number;
  readonly isBusy: boolean;
  readonly onPlan: (plan: Plan) => void;
}

const USUAL_DAYS = 7;
const MOST_DAYS = 30;

/** How large a wave is, when the first ends, and how many days lie between. */
export function PlanFields({ unplanned, isBusy, onPlan }: PlanFieldsProps) {
  const say = useSay();
  const now = useBenchNow(60_000);
  const [form, setForm] = useState<Form>({ size: USUAL_WAVE, daysBetween: USUAL_DAYS });
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const field = form.first ?? usualDeadline(now);
  const plan = planOf(form, field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan) onPlan(plan);
  };
  const words = (key: string) => say(`ui.waves.plan.${key}`);
  return (
    <form className="wave-plan" onSubmit={submit}>
      <NumberField
        label={words('size')}
        value={form.size}
        most={LARGEST_WAVE}
        onChange={(size) => change({ size })}
      />
      <DeadlineInput label={words('first')} value={field} onChange={(first) => change({ first })} />
      <NumberField
        label={words('between')}
        value={form.daysBetween}
        most={MOST_DAYS}
        onChange={(daysBetween) => change({ daysBetween })}
      />
      <Button type="submit" look="filled" disabled={isBusy || unplanned === 0 || !plan}>
        {unplanned === 0 ? words('title') : say('ui.waves.plan.send', { count: unplanned })}
      </Button>
      <p className="muted small wave-plan-note">{words('sizeText')}</p>
    </form>
  );
}

interface Form {
  readonly size: number;
  readonly daysBetween: number;
  /** As its field shows it; undefined: the usual one. */
  readonly first?: string;
}

/** Undefined while something is missing. */
function planOf({ size, daysBetween }: Form, field: string): Plan | undefined {
  const firstDeadlineAt = instantOf(field);
  if (firstDeadlineAt === undefined || !isIn(size, LARGEST_WAVE)) return undefined;
  return isIn(daysBetween, MOST_DAYS) ? { size, firstDeadlineAt, daysBetween } : undefined;
}

function isIn(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
