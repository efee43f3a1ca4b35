import type { Instant } from '../../../../core/time.ts';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useSay } from '../../../app/language.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';

interface ValidUntilProps {
  readonly at: Instant | null;
  /** From this long before its end on, it is said that it is due. */
  readonly warnWithin: number;
}

/** The day on which something ends, and how far off that is. */
export function ValidUntil({ at, warnWithin }: ValidUntilProps) {
  const say = useSay();
  const now = useBenchNow(60_000);
  if (at === null) return say('ui.connections.unknown');
  const isDue = at - now < warnWithin;
  return (
    <span className={isDue ? 'field-trouble' : undefined}>
      {say(at <= now ? 'ui.connections.endedOn' : 'ui.connections.endsOn', { endsOn: at })} (
      <RelativeTime at={at} />)
    </span>
  );
}
