import { code128, type DrawingContext } from 'bwip-js/browser';

/** One black bar, in modules from the left edge. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

export interface Bars {
  readonly bars: readonly Bar[];
  readonly width: number;
}

/**
 * The Code 128 of a text as numbers. The library's own ways of drawing make markup or image data, which the
 * page's policy forbids; it draws onto this pen instead.
 */
export function code128Bars(text: string): Bars {
  return code128({ bcid: 'code128', text, scale: 1 }, createPen());
}

function createPen(): DrawingContext<Bars> {
  const bars: Bar[] = [];
  let width = 0;
  const nothing = () => undefined;
  return {
    init: (total) => {
      width = total;
    },
    // It gives the rounded-up middle of a bar and its thickness.
    line: (...stroke) => {
      const [middle, , , , thickness] = stroke;
      bars.push({ left: middle - Math.ceil(thickness / 2), width: thickness });
    },
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    polygon: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: () => ({ bars, width }),
  };
}
