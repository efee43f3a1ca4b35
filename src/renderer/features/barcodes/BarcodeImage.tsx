import { memo, useMemo } from 'react';
import { code128Bars } from './bars.ts';

/** A blank edge of ten modules on both sides, without which scanners do not see where a code begins. */
const QUIET = 10;
const HEIGHT = 40;

/** A Code 128 as rectangles: black on white in every theme, whole modules wide, so that a screen can be scanned. */
export const BarcodeImage = memo(function BarcodeImage({
  code,
  title,
}: {
  readonly code: string;
  readonly title: string;
}) {
  const { bars, width } = useMemo(() => code128Bars(code), [code]);
  const whole = width + 2 * QUIET;
  return (
    <svg
      className="barcode-image"
      role="img"
      aria-label={title}
      viewBox={`0 0 ${whole} ${HEIGHT}`}
      width={whole * 2}
      height={HEIGHT * 2}
      shapeRendering="crispEdges"
    >
      <rect width={whole} height={HEIGHT} fill="white" />
      {bars.map((bar) => (
        <rect
          key={bar.left}
          x={bar.left + QUIET}
          y={4}
          width={bar.width}
          height={HEIGHT - 8}
          fill="black"
        />
      ))}
    </svg>
  );
});
