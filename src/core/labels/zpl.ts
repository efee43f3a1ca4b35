import { cleanText } from '../identifiers/clean-text.ts';
import { LABEL_SIZES, type Label, type LabelSize } from './label.ts';

/** Dots to a millimetre: printers of 203 and of 300 dots to the inch. */
export const DENSITIES = { 203: 8, 300: 12 } as const;
export type Density = keyof typeof DENSITIES;

interface Paper {
  readonly size: LabelSize;
  readonly density: Density;
}

/** Millimetres on the smallest paper; a larger one has everything larger. */
const EDGE = 2;
const TITLE = 5.5;
const LINE = 3.2;
const LEADING = 3.6;
const BARS = 7;
const MATRIX = 11;
const SMALLEST = { width: 57, height: 29 };

/**
 * Labels as ZPL II, for a Zebra or a printer that speaks its language
 * (https://www.zebra.com/us/en/support-downloads/knowledge-articles/zpl-command-information-and-details.html).
 * Text is sent as UTF-8 (`^CI28`); what ZPL would read as a command is sent by its code (`^FH`).
 */
export function zplOf(labels: readonly Label[], paper: Paper): string {
  return labels.map((label) => oneLabel(label, paper)).join('\n');
}

function oneLabel({ code, title, lines }: Label, paper: Paper): string {
  const { width, height, dots } = drawingOf(paper);
  const textWidth = width - 3 * EDGE - MATRIX;
  const text = (value: string, top: number, high: number) =>
    `${at(dots(EDGE), dots(top))}^A0N,${dots(high)},${dots(high * 0.85)}^FB${dots(textWidth)},1${field(value)}`;
  const below = EDGE + TITLE + 1;
  const room = Math.floor((height - below - BARS - 2 * EDGE) / LEADING);
  const bars = at(dots(EDGE), dots(height - EDGE - BARS));
  const modules = Math.max(2, Math.floor(dots(0.25)));
  return [
    `^XA^CI28^PW${dots(width)}^LL${dots(height)}^LH0,0`,
    text(title, EDGE, TITLE),
    ...lines.slice(0, room).map((line, index) => text(line, below + index * LEADING, LINE)),
    `${at(dots(width - EDGE - MATRIX), dots(EDGE))}^BXN,${Math.floor(dots(MATRIX) / 20)},200${field(code)}`,
    `${bars}^BY${modules}^BCN,${dots(BARS)},N,N,N,A${field(code)}`,
    '^XZ',
  ].join('\n');
}

/** The paper measured in the millimetres of the smallest, and what those are in dots. */
function drawingOf({ size, density }: Paper) {
  const { width, height } = LABEL_SIZES[size];
  const scale = Math.min(width / SMALLEST.width, height / SMALLEST.height);
  const dots = (millimetres: number) => Math.round(millimetres * scale * DENSITIES[density]);
  return { width: width / scale, height: height / scale, dots };
}

function at(left: number, top: number): string {
  return `^FO${left},${top}`;
}

/** `^`, `~` and `_` begin commands; a control character has no place on a label. */
function field(text: string): string {
  const plain = cleanText(text).replaceAll(
    /[\^~_]/g,
    (sign) => `_${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `^FH^FD${plain}^FS`;
}
