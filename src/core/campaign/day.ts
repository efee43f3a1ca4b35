import { z } from 'zod';
import type { Instant } from '../time.ts';

/** A calendar day as `2026-11-27`, in the time zone of the machine. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export type Day = z.infer<typeof daySchema>;

export function dayOf(instant: Instant): Day {
  const date = new Date(instant);
  return text(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/** So many days later; a day has no hours, so that no change of the clocks shifts it. */
export function daysAfter(day: Day, count: number): Day {
  const date = new Date(utc(day) + count * 86_400_000);
  return text(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** How many days the second lies after the first. */
export function daysBetween(first: Day, second: Day): number {
  return Math.round((utc(second) - utc(first)) / 86_400_000);
}

/** The days from the first to the last, both included. */
export function daysFromTo(first: Day, last: Day): Day[] {
  const count = Math.max(0, daysBetween(first, last) + 1);
  return Array.from({ length: count }, (_none, index) => daysAfter(first, index));
}

export function isWeekend(day: Day): boolean {
  return [0, 6].includes(new Date(utc(day)).getUTCDay());
}

/** Noon of that day in the time zone of the machine, for writing it down. */
export function noonOf(day: Day): Instant {
  return new Date(`${day}T12:00:00`).getTime();
}

function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function text(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${padded(month)}-${padded(date)}`;
}

function padded(part: number): string {
  return String(part).padStart(2, '0');
}
