import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../../core/time.ts';
import type { Language } from '../../core/words/words.ts';

const relative = keep(
  (language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }),
);
const absolute = keep(
  (language) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      hourCycle: 'h23',
    }),
);
const clock = keep(
  (language) =>
    new Intl.DateTimeFormat(language, {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
);

/** "3 min. ago"; less than a minute is "now". From a day on whole days of the calendar count, as beside a date. */
export function relativeTime(language: Language, at: Instant, now: Instant): string {
  const distance = at - now;
  if (Math.abs(distance) >= DAY) return relative(language).format(calendarDays(now, at), 'day');
  const hours = Math.trunc(distance / HOUR);
  if (hours !== 0) return relative(language).format(hours, 'hour');
  const minutes = Math.trunc(distance / MINUTE);
  return relative(language).format(minutes, minutes === 0 ? 'second' : 'minute');
}

/** Date and time to the second. */
export function absoluteTime(language: Language, at: Instant): string {
  return absolute(language).format(at);
}

/** Weekday and time: enough for a clock on screen. */
export function dayTime(language: Language, at: Instant): string {
  return clock(language).format(at);
}

/** Minutes and seconds that are left, "1:05"; never below zero. */
export function timeLeft(until: Instant, now: Instant): string {
  const seconds = Math.max(0, Math.ceil((until - now) / SECOND));
  const rest = String(seconds % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

/** Midnights of the bench between two moments; a day of 23 or 25 hours is one as well. */
function calendarDays(from: Instant, to: Instant): number {
  return Math.round((midnight(to) - midnight(from)) / DAY);
}

function midnight(at: Instant): Instant {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Formatters are slow to make and are asked for with every row. */
function keep<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}
