import { memo } from 'react';
import type { Instant } from '../../../core/time.ts';
import type { Reason } from '../../../core/verdict/verdict.ts';
import { useBenchNow } from '../../app/bench-time.ts';
import { useSay } from '../../app/language.tsx';
import { timeLeft } from '../../ui/time-text.ts';

/** Why, in one line, and what to do about it. `until` adds the time that is left. */
export const ReasonBlock = memo(function ReasonBlock({
  reason,
  until,
}: {
  readonly reason: Reason;
  readonly until?: Instant | undefined;
}) {
  const say = useSay();
  return (
    <div className="reason">
      <p className="reason-text">{say(`reason.${reason.code}.text`, reason.params)}</p>
      <p className="reason-next">
        {say(`reason.${reason.code}.next`, reason.params)}
        {until !== undefined && <TimeLeft until={until} />}
      </p>
    </div>
  );
});

function TimeLeft({ until }: { readonly until: Instant }) {
  const say = useSay();
  const now = useBenchNow(1_000);
  if (until <= now) return null;
  return (
    <span className="time-left">{say('ui.card.timeLeft', { time: timeLeft(until, now) })}</span>
  );
}
