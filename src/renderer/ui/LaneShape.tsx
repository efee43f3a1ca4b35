import { memo, type JSX } from 'react';
import type { Lane } from '../../core/verdict/lane.ts';

/**
 * The lane's own silhouette, so that no verdict rests on colour. Drawn on a 48 px grid with strokes of 6, which
 * keeps them apart at 14 px in a table as well as at 180 px on the band. There is no check mark for RESET NOW:
 * it would read as finished.
 */
export const LaneShape = memo(function LaneShape({
  lane,
  size,
}: {
  readonly lane: Lane;
  readonly size?: number | undefined;
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
      {SHAPES[lane]}
    </svg>
  );
});

const SHAPES: Readonly<Record<Lane, JSX.Element>> = {
  // An arrow that runs back to its beginning: erase.
  clear: (
    <>
      <path d="M12.2 14.4A16.5 16.5 0 1 1 7.5 25.5" />
      <path d="M5 4.5v13.2h13.2z" fill="currentColor" strokeWidth="3" />
    </>
  ),
  // The power sign.
  start: (
    <>
      <path d="M24 5v17" />
      <path d="M13.5 12.5a16.5 16.5 0 1 0 21 0" />
    </>
  ),
  // An hourglass.
  wait: (
    <>
      <path d="M10 6h28M10 42h28" />
      <path
        d="M14 7c0 8.5 3.5 12 10 17-6.5 5-10 8.5-10 17h20c0-8.5-3.5-12-10-17 6.5-5 10-8.5 10-17z"
        fill="currentColor"
        stroke="none"
      />
    </>
  ),
  // A wrench.
  fix: (
    <>
      <path d="M8 40 25 23" strokeWidth="8.5" />
      <path
        d="M33.6 5.6a11 11 0 1 0 8.8 8.8l-6.7 6.3-8.1-8.1z"
        strokeWidth="5"
        fill="currentColor"
      />
    </>
  ),
  // An octagon with a bar.
  stop: (
    <path
      d="M15.3 3h17.4L45 15.3v17.4L32.7 45H15.3L3 32.7V15.3zM13 20.5v7h22v-7z"
      fill="currentColor"
      fillRule="evenodd"
      stroke="none"
    />
  ),
  // An arrow through a gate.
  migrate: (
    <>
      <path d="M4 24h37M31 13.5 41.5 24 31 34.5" />
      <path d="M18 5v8M18 35v8" />
    </>
  ),
  // A flag.
  done: (
    <>
      <path d="M10 5v38" />
      <path d="M10 7h29l-7.5 9.5L39 26H10z" fill="currentColor" strokeWidth="4" />
    </>
  ),
  // A question mark.
  unknown: (
    <>
      <path d="M14 16a10 10 0 1 1 15 8.7c-3.7 2.2-5 4.2-5 7.8" />
      <path d="M24 42.5v.1" strokeWidth="7.5" />
    </>
  ),
};
