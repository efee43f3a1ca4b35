import type { Progress } from '../../../../contract/progress.ts';
import { daysAfter, daysBetween, type Day } from '../../../../core/campaign/day.ts';

/** One place on the axis of days. What is undefined is not drawn there. */
export interface BurnDownPoint {
  /** Days since the first one. */
  readonly at: number;
  readonly day: Day;
  readonly left?: number;
  readonly total?: number;
  /** Between the early and the late end of the forecast, and its middle. */
  readonly range?: readonly [number, number];
  readonly likely?: number;
}

/** So far ahead a forecast is drawn; a line of years would make the days behind it a dot. */
const AHEAD = 180;

/** The days behind, and from today on the forecast as a band that ends where nothing is left. */
export function burnDownPoints({ burnDown, forecast, today }: Progress): BurnDownPoint[] {
  const first = burnDown[0]?.day ?? today;
  const at = (day: Day) => daysBetween(first, day);
  const past = burnDown.map(({ day, left, total }) => ({ at: at(day), day, left, total }));
  const now = past.at(-1);
  if (!now || forecast.kind !== 'dates') return past;
  const ends = [forecast.early, forecast.likely, forecast.late].map((day) =>
    day === null ? AHEAD : daysBetween(today, day),
  );
  const [early = AHEAD, likely = AHEAD, late = AHEAD] = ends;
  const length = Math.min(AHEAD, late);
  // The corners are enough: between them lines are straight.
  const places = [0, early, likely, length].filter((place) => place <= length);
  const distinct = [...new Set(places)].toSorted((one, other) => one - other);
  const leftAfter = (place: number, end: number) => Math.max(0, now.left * (1 - place / end));
  const coming = distinct.map((place): BurnDownPoint => ({
    at: now.at + place,
    day: daysAfter(today, place),
    range: [leftAfter(place, early), leftAfter(place, late)],
    ...(place <= likely && { likely: leftAfter(place, likely) }),
    ...(place === 0 && { left: now.left, total: now.total }),
  }));
  return [...past.slice(0, -1), ...coming];
}
