import { useEffect, useRef, useState } from 'react';
import type { Wave } from '../../../../contract/waves.ts';
import type { Instant } from '../../../../core/time.ts';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { fieldOf, instantOf, isInRange, usualDeadline } from '../bulk/deadline.ts';
import { DeadlineInput } from './DeadlineInput.tsx';

interface StartQuestionProps {
  readonly wave: Wave;
  readonly name: string;
  readonly onNo: () => void;
  /** Undefined: with the deadline that was planned. */
  readonly onYes: (deadlineAt: Instant | undefined) => void;
}

/** What a start does, until when, and for how many; the focus begins on what does nothing. */
export function StartQuestion({ wave, name, onNo, onYes }: StartQuestionProps) {
  const say = useSay();
  const now = useBenchNow(60_000);
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.querySelector('button')?.focus(), []);
  const [chosen, setChosen] = useState<string>();
  const { toStart: count, startedAt, deadlineAt } = wave;
  const act = startedAt === null ? 'start' : 'retry';
  const usual = isInRange(deadlineAt, now) ? fieldOf(deadlineAt) : usualDeadline(now);
  const field = chosen ?? usual;
  const at = field === fieldOf(deadlineAt) ? deadlineAt : instantOf(field);
  const isPossible = at !== undefined && isInRange(at, now);
  return (
    <div
      className="wave-question"
      role="group"
      aria-label={say(`ui.waves.${act}Of`, { name })}
      ref={group}
    >
      <p>{say(`ui.waves.question.${act}`, { count })}</p>
      <Button look="plain" onClick={onNo}>
        {say('ui.waves.question.no')}
      </Button>
      <DeadlineInput label={say('ui.campaign.bulk.deadline')} value={field} onChange={setChosen} />
      <Button
        look="filled"
        disabled={!isPossible}
        onClick={() => onYes(at === deadlineAt ? undefined : at)}
      >
        {say('ui.waves.question.yes', { count })}
      </Button>
    </div>
  );
}
