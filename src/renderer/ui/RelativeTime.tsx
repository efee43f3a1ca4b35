import { memo } from 'react';
import type { Instant } from '../../core/time.ts';
import { useBenchNow } from '../app/bench-time.ts';
import { useLanguage } from '../app/language.tsx';
import { absoluteTime, relativeTime } from './time-text.ts';

/** How long ago, or in how long; the date and time stand in the title and in the markup. */
export const RelativeTime = memo(function RelativeTime({ at }: { readonly at: Instant }) {
  const language = useLanguage();
  const now = useBenchNow(10_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(language, at)}>
      {relativeTime(language, at, now)}
    </time>
  );
});
