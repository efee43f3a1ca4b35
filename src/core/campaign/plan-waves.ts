import type { SerialNumber } from '../identifiers/serial-number.ts';
import { DAY, type Instant } from '../time.ts';

/**
 * So many devices a wave has, and all waves of one day together. Both are advice of peers who have migrated fleets, not
 * limits of Apple: what calls the help desk at a deadline should be as many as it can answer.
 */
export const USUAL_WAVE = 500;
export const LARGEST_WAVE = 4_000;

/** `site`: '' where nobody has said it. */
export interface Candidate {
  readonly serial: SerialNumber;
  readonly site: string;
}

export interface PlannedWave {
  /** After its sites; '' when they are not known. */
  readonly name: string;
  readonly serials: readonly SerialNumber[];
}

/**
 * Parts the devices into waves, in the order of their sites; those without one come last. A site that fits into what
 * is left of a wave stays whole; a larger one begins a wave of its own and is continued in the next.
 */
export function planWaves(candidates: readonly Candidate[], size: number): PlannedWave[] {
  const sites = [...Map.groupBy(candidates, ({ site }) => site)].toSorted(bySite);
  const waves: Part[][] = [];
  for (const [site, devices] of sites) {
    const serials = devices.map(({ serial }) => serial);
    const room = size - countIn(waves.at(-1) ?? []);
    // Devices of nobody's site stand alone: a wave is told its people site by site.
    if (serials.length <= room && waves.length > 0 && site !== '') {
      waves.at(-1)?.push({ site, serials });
      continue;
    }
    for (let from = 0; from < serials.length; from += size) {
      waves.push([{ site, serials: serials.slice(from, from + size) }]);
    }
  }
  return waves.map((parts) => ({
    name: nameOf(parts),
    serials: parts.flatMap(({ serials }) => serials),
  }));
}

/** The deadline of the wave at that place: hours stay as they are but for a change to or from summer time. */
export function deadlineOf(first: Instant, daysBetween: number, place: number): Instant {
  return first + place * daysBetween * DAY;
}

interface Part {
  readonly site: string;
  readonly serials: readonly SerialNumber[];
}

const NAMED_SITES = 2;

function nameOf(parts: readonly Part[]): string {
  const named = parts.slice(0, NAMED_SITES).map(({ site }) => site);
  const others = parts.length - named.length;
  return [named.join(', '), ...(others > 0 ? [`+${others}`] : [])].join(' ');
}

function countIn(parts: readonly Part[]): number {
  return parts.reduce((count, { serials }) => count + serials.length, 0);
}

function bySite([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  if (one === '' || other === '') return Number(one === '') - Number(other === '');
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
