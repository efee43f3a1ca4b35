import { noonOf, type Day } from '../../../../core/campaign/day.ts';
import { useLanguage } from '../../../app/language.tsx';

/** How numbers and days are written on charts and in their tables. */
export function useNumbers() {
  const language = useLanguage();
  const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  return {
    number: (value: number) => value.toLocaleString(language),
    dayText: (day: Day) => short.format(noonOf(day)),
    share: (value: number, total: number) =>
      total === 0
        ? '–'
        : (value / total).toLocaleString(language, { style: 'percent', maximumFractionDigits: 0 }),
  };
}

/** Of the ticks and labels of every chart. */
export const TICK = { fill: 'var(--muted)', fontSize: 13 };
