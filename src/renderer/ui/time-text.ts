import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../../core/time.ts';
import type { Language } from '../../core/words/words.ts';

const units = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

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

/** "3 min. ago"; less than a minute is "now". */
export function relativeTime(language: Language, at: Instant, now: Instant): string {
  const distance = at - now;
  const [unit, length] = units.find((entry) => Math.abs(distance) >= entry[1]) ?? [
    'second',
    SECOND,
  ];
  const count = unit === 'second' ? 0 : Math.trunc(distance / length);
  return relative(language).format(count, unit);
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

/** Formatters are slow to make and are asked for with every row. */
function keep<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}
