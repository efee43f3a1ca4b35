import { memo, useEffect, useMemo, useState } from 'react';
import type { LabelWish } from '../../../../contract/documents.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import type { Label } from '../../../../core/labels/label.ts';
import { layoutsOf, type LabelLayout } from '../../../../core/labels/layout.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { code128Bars } from '../../barcodes/bars.ts';
import { matrixPath } from '../qr-path.ts';
import { Lacks } from './LabelPreview.tsx';
import './labels.css';

/** What label printers that a system knows by a driver draw well, in millimetres: two dots of 300 to the inch. */
const FINEST = 0.17;

/** The paper of what is printed, in millimetres. */
export interface Paper {
  readonly width: number;
  readonly height: number;
}

interface LabelPagesProps {
  readonly wish: LabelWish;
  /** Called once the labels are there, with their paper. */
  readonly onPaper: (paper: Paper) => void;
}

/** Labels as pages of their own size, for printers that this computer knows by a driver: Brother, Dymo and others. */
export function LabelPages({ onPaper, wish }: LabelPagesProps) {
  const say = useSay();
  const { labels, trouble } = useLabels(wish);
  const { size } = wish;
  const layouts = useMemo(() => labels && layoutsOf(labels, size, FINEST), [labels, size]);
  const { height, width } = layouts?.[0] ?? {};
  useEffect(() => {
    if (width === undefined || height === undefined) return undefined;
    onPaper({ width, height });
    return setPageSize({ width, height });
  }, [height, onPaper, width]);
  if (trouble) return <FailureNotice trouble={trouble} />;
  if (!layouts) return null;
  if (layouts.length === 0) return <EmptyState title={say('ui.document.noLabels')} />;
  return (
    <div className="label-pages">
      <Lacks lacks={[...new Set(layouts.flatMap(({ lacks }) => [...lacks]))]} />
      {layouts.map((layout, index) => (
        <LabelPage key={index} layout={layout} />
      ))}
    </div>
  );
}

/** One label, a unit to a millimetre. Bars and squares are what a scanner reads; the title says the same to a person. */
const LabelPage = memo(function LabelPage({ layout }: { readonly layout: LabelLayout }) {
  const { bars, code, height, lines, matrix, title, width } = layout;
  return (
    <svg
      className="label-page"
      role="img"
      aria-label={[title, ...lines].map(({ text }) => text).join(', ')}
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: `${width}mm`, height: `${height}mm` }}
    >
      <Text box={title} className="label-title" letter={0.6} />
      {lines.map((line) => (
        <Text key={line.top} box={line} className="label-line" letter={0.56} />
      ))}
      {matrix && <Matrix code={code} place={matrix} />}
      {bars && <Bars code={code} place={bars} />}
    </svg>
  );
});

interface TextProps {
  readonly box: LabelLayout['title'];
  readonly className: string;
  /** How wide a letter of this typeface is, measured by its size. */
  readonly letter: number;
}

/** As large as its line, narrower where the letters would go beyond it. */
function Text({ box: { high, left, text, top, width }, className, letter }: TextProps) {
  const size = high * 0.95;
  const isWide = text.length * letter * size > width;
  return (
    <text
      className={className}
      x={left}
      y={top + size * 0.8}
      fontSize={size}
      {...(isWide && { textLength: width, lengthAdjust: 'spacingAndGlyphs' })}
    >
      {text}
    </text>
  );
}

interface SymbolProps<Kind extends 'bars' | 'matrix'> {
  readonly code: string;
  readonly place: NonNullable<LabelLayout[Kind]>;
}

function Matrix({ code, place: matrix }: SymbolProps<'matrix'>) {
  const { d, size } = useMemo(() => matrixPath(code), [code]);
  const place = `translate(${matrix.left} ${matrix.top}) scale(${matrix.size / size})`;
  return <path d={d} transform={place} fillRule="evenodd" shapeRendering="crispEdges" />;
}

function Bars({ code, place: box }: SymbolProps<'bars'>) {
  const { bars, width } = useMemo(() => code128Bars(code), [code]);
  const module = Math.min(box.module, box.width / width);
  return (
    <g
      transform={`translate(${box.left} ${box.top}) scale(${module} 1)`}
      shapeRendering="crispEdges"
    >
      {bars.map((bar) => (
        <rect key={bar.left} x={bar.left} width={bar.width} height={box.high} />
      ))}
    </g>
  );
}

/** One rule for as long as the labels are shown; a style element is not allowed here. */
function setPageSize({ height, width }: Paper): () => void {
  const rule = new CSSStyleSheet();
  rule.replaceSync(`@page { size: ${width}mm ${height}mm; margin: 0 }`);
  document.adoptedStyleSheets.push(rule);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== rule);
  };
}

function useLabels(wish: LabelWish): { labels?: readonly Label[]; trouble?: Failure } {
  const { engine } = useApp();
  const [known, setKnown] = useState<ReturnType<typeof useLabels>>({});
  useEffect(() => {
    let isHere = true;
    void engine.ask('documents.labelTexts', wish).then((answer) => {
      if (isHere) setKnown(answer.ok ? { labels: answer.value.labels } : { trouble: answer.error });
    });
    return () => {
      isHere = false;
    };
  }, [engine, wish]);
  return known;
}
