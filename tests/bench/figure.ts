import { round } from './statistics.ts';

/** What a figure must keep: a bound of its own, or a bound of its ratio to the floor. */
export type Target =
  | { readonly of: 'value'; readonly atMost: number }
  | { readonly of: 'ratio'; readonly atMost: number }
  | { readonly of: 'ratio'; readonly atLeast: number };

export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same thing at its cheapest, measured in the same run. */
  readonly floor?: number;
  readonly target?: Target;
}

/** One line of the benchmark: `holds` is null where nothing was promised. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly target: string | null;
  readonly holds: boolean | null;
}

/** What a measurement found, and what a reader must know to believe it. */
export interface Findings {
  readonly figures: readonly Figure[];
  readonly note: string;
}

/** Judges by the exact numbers, and keeps the rounded ones. */
export function toFigure({ name, value, unit, floor, target }: Measured): Figure {
  const ratio = floor === undefined ? undefined : value / floor;
  return {
    name,
    value: round(value),
    unit,
    floor: floor === undefined ? null : round(floor),
    ratio: ratio === undefined ? null : round(ratio, 3),
    target: target ? textOf(target, unit) : null,
    holds: target ? isKept(target, value, ratio) : null,
  };
}

function isKept(target: Target, value: number, ratio: number | undefined): boolean {
  const judged = target.of === 'value' ? value : ratio;
  if (judged === undefined || !Number.isFinite(judged)) return false;
  return 'atMost' in target ? judged <= target.atMost : judged >= target.atLeast;
}

function textOf(target: Target, unit: string): string {
  const what = target.of === 'value' ? ` ${unit}` : ' × floor';
  return 'atMost' in target ? `≤ ${target.atMost}${what}` : `≥ ${target.atLeast}${what}`;
}
