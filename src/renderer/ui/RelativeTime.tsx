import { memo } from 'react';
import type { Instant } from '../../core/time.ts';
import { useBenchNow } from '../app/bench-time.ts';
import { useLanguage } from '../app/language.tsx';
import { absoluteTime, relativeTime } from './time-text.ts';

interface RelativeTimeProps {
  readonly at: Instant;
  /** It has happened: when the page's clock lags behind, it is now, never in a while. */
  readonly isPast?: boolean;
  /** It is still to come: when it is overdue, it is now, never a while ago. */
  readonly isAhead?: boolean;
}

/** How long ago, or in how long; the date and time stand in the title and in the markup. */
export const RelativeTime = memo(function RelativeTime({ at, isPast, isAhead }: RelativeTimeProps) {
  const language = useLanguage();
  const seen = useBenchNow(10_000);
  const isNotYetSeen = isPast && at > seen;
  const isOverdue = isAhead && at < seen;
  const now = isNotYetSeen || isOverdue ? at : seen;
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(language, at)}>
      {relativeTime(language, at, now)}
    </time>
  );
});
