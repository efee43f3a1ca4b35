import type { JSX } from 'react';
import type { ShownOutcome } from '../../app/shown-outcome.ts';

/** The outcome's own silhouette, so that none rests on colour or sound. Drawn as the shapes of the lanes are. */
export function OutcomeShape({
  outcome,
  size,
}: {
  readonly outcome: ShownOutcome;
  readonly size?: number;
}) {
  return (
    <svg
      className="lane-shape"
      viewBox="0 0 48 48"
      aria-hidden="true"
      focusable="false"
      {...(size !== undefined && { width: size, height: size })}
      fill="none"
      stroke="currentColor"
      strokeWidth="6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {SHAPES[outcome]}
    </svg>
  );
}

const SHAPES: Readonly<Record<ShownOutcome, JSX.Element>> = {
  // An arrow into a box.
  new: (
    <>
      <path d="M6 24v18h36V24" />
      <path d="M24 5v24M14 19.5 24 29.5l10-10" />
    </>
  ),
  // Two of the same.
  alreadyHere: (
    <>
      <path d="M6 6h24v24H6z" />
      <path d="M38 18v24H14" />
    </>
  ),
  // A flag, as of the lane.
  doneBefore: (
    <>
      <path d="M10 5v38" />
      <path d="M10 7h29l-7.5 9.5L39 26H10z" fill="currentColor" strokeWidth="4" />
    </>
  ),
  // A question in a triangle.
  notExpected: (
    <>
      <path d="M24 5 45 42H3z" />
      <path d="M24 18v10M24 35.5v.1" />
    </>
  ),
  // A barcode that is crossed out.
  notSerial: (
    <>
      <path d="M8 10v28M18 10v28M30 10v28M40 10v28" strokeWidth="4.5" />
      <path d="M5 43 43 5" />
    </>
  ),
  // A label with more lines.
  extra: (
    <>
      <path d="M4 10h40v28H4z" />
      <path d="M13 20h22M13 29h14" strokeWidth="4.5" />
    </>
  ),
  // An arrow out of one box into another.
  wrongBox: (
    <>
      <path d="M3 25v18h15V25M30 25v18h15V25" strokeWidth="5" />
      <path d="M10.5 33V8h27v22M31 24l6.5 7 6.5-7" strokeWidth="4.5" />
    </>
  ),
  // An octagon with a flame's bar, as STOP.
  hazard: (
    <path
      d="M15.3 3h17.4L45 15.3v17.4L32.7 45H15.3L3 32.7V15.3zM13 20.5v7h22v-7z"
      fill="currentColor"
      fillRule="evenodd"
      stroke="none"
    />
  ),
};
