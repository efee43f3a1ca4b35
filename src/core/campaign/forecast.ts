import { z } from 'zod';
import { chanceOf, type Chance } from '../chance.ts';
import { daysAfter, daysFromTo, isWeekend, type Day, daySchema } from './day.ts';

/** How many devices came up on a whole day. */
export interface DayCount {
  readonly day: Day;
  readonly count: number;
}

export const forecastSchema = z.discriminatedUnion('kind', [
  /** How many devices there are was never read. */
  z.object({ kind: z.literal('unread') }),
  z.object({ kind: z.literal('done') }),
  /** So many whole days are known, and so many are needed. */
  z.object({ kind: z.literal('tooFewDays'), days: z.number().int(), needed: z.number().int() }),
  /** Nothing came up in all those days. */
  z.object({ kind: z.literal('standstill'), days: z.number().int() }),
  z.object({
    kind: z.literal('dates'),
    /** One in ten of the simulated campaigns was done by then, five in ten, nine in ten; null: not within two years. */
    early: daySchema.nullable(),
    likely: daySchema.nullable(),
    late: daySchema.nullable(),
    /** On so many days it rests. */
    days: z.number().int(),
    /** Devices on a usual working day among them. */
    perDay: z.number(),
  }),
]);
export type Forecast = z.infer<typeof forecastSchema>;

const NEEDED = 5;
/** What was longer ago says little of tomorrow. */
const REMEMBERED = 28;
const RUNS = 1_000;
const LONGEST = 730;

/**
 * When the campaign is likely to be done: a thousand campaigns are played on, each of whose days goes as one of the
 * last days went; a Saturday or Sunday as one of those, as far as there were any. That those days may have been luck is
 * part of it: each campaign draws from days that were themselves drawn (bootstrap). The same input gives the same dates.
 * `past`: whole days, also those on which nothing came up.
 */
export function forecast(remaining: number, past: readonly DayCount[], today: Day): Forecast {
  if (remaining <= 0) return { kind: 'done' };
  const days = past.slice(-REMEMBERED);
  if (days.length < NEEDED) return { kind: 'tooFewDays', days: days.length, needed: NEEDED };
  if (days.every(({ count }) => count <= 0)) return { kind: 'standstill', days: days.length };
  // The same chance each time: the forecast must not dance while nothing changes.
  const chance = chanceOf(1, 'forecast');
  const coming = daysFromTo(daysAfter(today, 1), daysAfter(today, LONGEST));
  const areFree = coming.map(isWeekend);
  const samples = samplesOf(days);
  const lengths = Array.from({ length: RUNS }, () => {
    const workday = redrawn(samples.workday, chance);
    const weekend = redrawn(samples.weekend, chance);
    return play(remaining, areFree, { workday, weekend }, chance);
  });
  lengths.sort((one, other) => one - other);
  const dayAt = (share: number) => coming[lengths[Math.ceil(RUNS * share) - 1] ?? LONGEST] ?? null;
  return {
    kind: 'dates',
    early: dayAt(0.1),
    likely: dayAt(0.5),
    late: dayAt(0.9),
    days: days.length,
    perDay: median(days.filter(({ day }) => !isWeekend(day)).map(({ count }) => count)),
  };
}

interface Samples {
  readonly workday: readonly number[];
  readonly weekend: readonly number[];
}

/** Of a kind of day that was never seen, any day speaks. */
function samplesOf(days: readonly DayCount[]): Samples {
  const counts = (of: readonly DayCount[]) => of.map(({ count }) => Math.max(0, count));
  const workday = counts(days.filter(({ day }) => !isWeekend(day)));
  const weekend = counts(days.filter(({ day }) => isWeekend(day)));
  const all = counts(days);
  return {
    workday: workday.length > 0 ? workday : all,
    weekend: weekend.length > 0 ? weekend : all,
  };
}

function redrawn(counts: readonly number[], chance: Chance): number[] {
  return counts.map(() => drawn(counts, chance));
}

function drawn(counts: readonly number[], chance: Chance): number {
  return counts[chance.between(0, counts.length - 1)] ?? 0;
}

/** The place among the coming days on which nothing is left; beyond their end when something always is. */
function play(
  remaining: number,
  areFree: readonly boolean[],
  { workday, weekend }: Samples,
  chance: Chance,
): number {
  let left = remaining;
  const place = areFree.findIndex((isFree) => {
    left -= drawn(isFree ? weekend : workday, chance);
    return left <= 0;
  });
  return place === -1 ? LONGEST : place;
}

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
