import { cleanText } from '../identifiers/clean-text.ts';
import { LABEL_SIZES, type Label, type LabelLack, type LabelSize } from './label.ts';

/** One line of text, in millimetres from the top left of the paper. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly high: number;
}

/** `width`: the most that the bars may take. `module`: how thin the thinnest is, where there is room enough. */
interface BarsBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly high: number;
  readonly module: number;
}

/** Where everything of a label lies, in millimetres: the same for a printer's own language and for a page. */
export interface LabelLayout {
  readonly code: string;
  readonly width: number;
  readonly height: number;
  readonly title: TextBox;
  readonly lines: readonly TextBox[];
  /** Absent where no symbol holds the code. */
  readonly matrix?:
    | { readonly left: number; readonly top: number; readonly size: number }
    | undefined;
  /** Absent where the code is too long for bars on this paper, or bars do not hold it. */
  readonly bars?: BarsBox | undefined;
  readonly lacks: ReadonlySet<LabelLack>;
}

/** Millimetres on the smallest paper; a larger one has everything larger. */
const EDGE = 2;
const TITLE = 5.5;
const LINE = 3.2;
const LEADING = 3.6;
const BARS = 7;
const MATRIX = 11;
/** Read at arm's length. */
const MODULE = 0.25;
const BELOW_TITLE = EDGE + TITLE + 1;
const SMALLEST = { width: 57, height: 29 };
/** How wide a letter is on average, measured by its height. */
const LETTER = 0.5;

/** What a Data Matrix holds in every printer (ISO 8859-1), and what a Code 128 does. */
const LATIN = /^[ -~\u00A0-\u00FF]+$/;
const PLAIN = /^[ -~]+$/;

interface Paper {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/**
 * Where everything lies on labels of one paper. They are all of one height, also on an endless roll, since a printer is
 * told of one size. `finest`: the thinnest bar that the printer draws and a scanner still reads, in millimetres. What does
 * not fit is left out and said in `lacks`; a Data Matrix fits whatever it can hold.
 */
export function layoutsOf(
  labels: readonly Label[],
  size: LabelSize,
  finest: number,
): readonly LabelLayout[] {
  const paper = paperOf(size, Math.max(0, ...labels.map(({ lines }) => lines.length)));
  return labels.map((label) => layoutOf(label, paper, finest));
}

function paperOf(size: LabelSize, lines: number): Paper {
  const { width, height } = LABEL_SIZES[size];
  if (height > 0) {
    return { width, height, scale: Math.min(width / SMALLEST.width, height / SMALLEST.height) };
  }
  const scale = width / SMALLEST.width;
  const needed = Math.max(SMALLEST.height, BELOW_TITLE + lines * LEADING + BARS + 2 * EDGE);
  return { width, height: Math.ceil(needed * scale), scale };
}

function layoutOf({ lines, title, ...label }: Label, paper: Paper, finest: number): LabelLayout {
  const code = cleanText(label.code);
  const { width, height, scale } = paper;
  const edge = EDGE * scale;
  const room = Math.floor((height / scale - BELOW_TITLE - BARS - 2 * EDGE) / LEADING);
  const hasMatrix = LATIN.test(code);
  const hasBars = PLAIN.test(code) && barsIn(code) * finest <= width - 2 * edge;
  const shown = [
    textBox(title, paper, { top: EDGE, high: TITLE }),
    ...lines
      .slice(0, room)
      .map((line, index) =>
        textBox(line, paper, { top: BELOW_TITLE + index * LEADING, high: LINE }),
      ),
  ];
  const [first, ...others] = shown.map(({ box }) => box);
  if (!first) throw new Error('a label has its title');
  return {
    code,
    width,
    height,
    title: first,
    lines: others,
    ...(hasMatrix && {
      matrix: { left: width - edge - MATRIX * scale, top: edge, size: MATRIX * scale },
    }),
    ...(hasBars && { bars: barsBox(paper) }),
    lacks: new Set<LabelLack>([
      ...(hasMatrix ? [] : (['code'] as const)),
      ...(hasBars || !hasMatrix ? [] : (['bars'] as const)),
      ...(lines.length > room ? (['lines'] as const) : []),
      ...(shown.some(({ isCut }) => isCut) ? (['text'] as const) : []),
    ]),
  };
}

function barsBox({ height, scale, width }: Paper): BarsBox {
  const edge = EDGE * scale;
  const high = BARS * scale;
  const module = MODULE * scale;
  return { left: edge, top: height - edge - high, width: width - 2 * edge, high, module };
}

/** A printer writes what is too long over itself, so it is shortened before, by how wide letters are on average. */
function textBox(
  text: string,
  { width, scale }: Paper,
  { top, high }: { readonly top: number; readonly high: number },
): { readonly box: TextBox; readonly isCut: boolean } {
  const wide = width - (3 * EDGE + MATRIX) * scale;
  const most = Math.floor(wide / (high * scale * LETTER));
  const letters = Array.from(cleanText(text));
  const isCut = letters.length > most;
  const shown = isCut ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
  return {
    box: { text: shown, left: EDGE * scale, top: top * scale, width: wide, high: high * scale },
    isCut,
  };
}

/** Modules of a Code 128 at most: start, one for each character, check sign, stop. */
export function barsIn(code: string): number {
  return 11 * (code.length + 2) + 13;
}
