import type { Label, LabelSize } from './label.ts';
import { barsIn, layoutsOf, type LabelLayout, type TextBox } from './layout.ts';

/** Dots to a millimetre: printers of 203 and of 300 dots to the inch. */
export const DENSITIES = { 203: 8, 300: 12 } as const;
export type Density = keyof typeof DENSITIES;

export interface ZplPaper {
  readonly size: LabelSize;
  readonly density: Density;
}

/** Fewer a printer does not draw well. */
const FEWEST_DOTS = 2;

/** What a square symbol of so many modules holds, in code words (ISO/IEC 16022). */
const MATRICES = [
  [10, 3],
  [12, 5],
  [14, 8],
  [16, 12],
  [18, 18],
  [20, 22],
  [22, 30],
  [24, 36],
  [26, 44],
  [32, 62],
  [36, 86],
  [40, 114],
  [44, 144],
] as const;

/** Where everything of these labels lies on a printer of that density, and what does not fit. */
export function zplLayouts(labels: readonly Label[], { size, density }: ZplPaper) {
  return layoutsOf(labels, size, FEWEST_DOTS / DENSITIES[density]);
}

/**
 * Labels as ZPL II, for a Zebra or a printer that speaks its language
 * (https://www.zebra.com/us/en/support-downloads/knowledge-articles/zpl-command-information-and-details.html).
 * Text is sent as UTF-8 (`^CI28`); what ZPL would read as a command is sent by its code (`^FH`).
 */
export function zplOf(labels: readonly Label[], paper: ZplPaper): string {
  return zplLayouts(labels, paper)
    .map((layout) => oneLabel(layout, paper.density))
    .join('\n');
}

function oneLabel(layout: LabelLayout, density: Density): string {
  const { bars, code, height, lines, matrix, title, width } = layout;
  const dots = (millimetres: number) => Math.round(millimetres * DENSITIES[density]);
  const text = ({ high, left, text: value, top, width: wide }: TextBox) =>
    `${at(dots(left), dots(top))}^A0N,${dots(high)},${dots(high * 0.85)}^FB${dots(wide)},1${field(value)}`;
  const cell = matrix && Math.floor(dots(matrix.size) / modulesOf(code));
  const module = bars && Math.min(dots(bars.module), Math.floor(dots(bars.width) / barsIn(code)));
  return [
    `^XA^CI28^PW${dots(width)}^LL${dots(height)}^LH0,0`,
    text(title),
    ...lines.map(text),
    matrix &&
      `${at(dots(matrix.left), dots(matrix.top))}^BXN,${Math.max(FEWEST_DOTS, cell ?? 0)},200${field(code)}`,
    bars &&
      `${at(dots(bars.left), dots(bars.top))}^BY${Math.max(FEWEST_DOTS, module ?? 0)}^BCN,${dots(bars.high)},N,N,N,A${field(code)}`,
    '^XZ',
  ]
    .filter(Boolean)
    .join('\n');
}

/** The side of the smallest square symbol that holds it; a character beyond ASCII takes two code words. */
function modulesOf(code: string): number {
  const words = Array.from(code, (sign) => (sign < '\u0080' ? 1 : 2)).reduce(
    (sum, one) => sum + one,
    0,
  );
  return MATRICES.find(([, holds]) => holds >= words)?.[0] ?? 52;
}

function at(left: number, top: number): string {
  return `^FO${left},${top}`;
}

/** `^`, `~` and `_` begin commands; the layout has taken out what has no place on a label. */
function field(text: string): string {
  const plain = text.replaceAll(
    /[\^~_]/g,
    (sign) => `_${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `^FH^FD${plain}^FS`;
}
