import { datamatrix, qrcode, type DrawingContext } from 'bwip-js/browser';

/** The outlines of the dark parts, to be filled by the even-odd rule; one unit is one module. */
export interface QrPath {
  readonly d: string;
  readonly size: number;
}

/** The QR code of a text as a path; the library draws onto this pen, as with the bars of a Code 128. */
export function qrPath(text: string): QrPath {
  return qrcode({ bcid: 'qrcode', text, scale: 1 }, createPen());
}

/** The Data Matrix of a text, in the same way. */
export function matrixPath(text: string): QrPath {
  return datamatrix({ bcid: 'datamatrix', text, scale: 1 }, createPen());
}

function createPen(): DrawingContext<QrPath> {
  const outlines: string[] = [];
  let size = 0;
  const nothing = () => undefined;
  return {
    init: (width) => {
      size = width;
    },
    polygon: (points) => {
      outlines.push(`M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`);
    },
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    line: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: () => ({ d: outlines.join(''), size }),
  };
}
