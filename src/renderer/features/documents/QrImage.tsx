import { memo, useMemo } from 'react';
import { qrPath } from './qr-path.ts';

/** Without a blank edge of four modules a reader does not find the code. */
const QUIET = 4;

/** A QR code as a path: the page's policy allows no drawn markup. */
export const QrImage = memo(function QrImage({
  text,
  title,
}: {
  readonly text: string;
  readonly title: string;
}) {
  const { size, d } = useMemo(() => qrPath(text), [text]);
  const whole = size + 2 * QUIET;
  return (
    <svg
      className="qr-image"
      role="img"
      aria-label={title}
      viewBox={`0 0 ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <rect width={whole} height={whole} fill="white" />
      <path d={d} transform={`translate(${QUIET} ${QUIET})`} fill="black" fillRule="evenodd" />
    </svg>
  );
});
