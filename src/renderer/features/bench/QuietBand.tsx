import { memo, type CSSProperties } from 'react';
import { useSay } from '../../app/language.tsx';
import type { CodeStage } from '../../app/store.ts';
import { LaneShape } from '../../ui/LaneShape.tsx';
import { shortened } from '../scan/shown-text.ts';
import { wordLines, wordScale } from './verdict-words.ts';
import './band.css';

/** Nobody is on the card: SCAN NEXT, in no lane's colour. */
export const ScanNextBand = memo(function ScanNextBand() {
  const say = useSay();
  return (
    <section className="band" data-quiet="" data-testid="verdict" aria-label={say('ui.band.label')}>
      <ScanShape />
      <div className="band-words">
        <Word text={say('ui.band.scanNext')} />
        <p className="band-second">{say('ui.band.scanNextSecond')}</p>
      </div>
    </section>
  );
});

/** Its colour and shape: never those of a device that may be reset. */
const LANE_OF_RECORD = { matches: 'done', differs: 'stop', notHere: 'unknown' } as const;

/** A code that names no device: what it is instead. */
export const CodeBand = memo(function CodeBand({ stage }: { readonly stage: CodeStage }) {
  const say = useSay();
  const { record } = stage;
  const { code } = stage.line;
  const lane = record ? LANE_OF_RECORD[record.answer] : 'unknown';
  return (
    <section
      className="band"
      data-lane={lane}
      data-testid="verdict"
      aria-label={say('ui.band.label')}
    >
      <LaneShape lane={lane} />
      <div className="band-words">
        <Word text={say(record ? `ui.band.record.${record.answer}` : 'ui.band.noDevice')} />
        <p className="band-second">{say(`code.${code.kind}.name`)}</p>
      </div>
      {code.input !== '' && (
        <p className="band-for" data-kind="serial">
          <span className="band-for-label">{say(record ? 'ui.band.serial' : 'ui.band.read')}</span>
          <span className="band-for-text">
            {record ? record.serial.slice(-4) : shortened(code.input.slice(-4), 4)}
          </span>
        </p>
      )}
    </section>
  );
});

function Word({ text }: { readonly text: string }) {
  const lines = wordLines(text);
  return (
    <h1 className="band-word" style={{ '--scale': wordScale(lines) } as CSSProperties}>
      {lines.map((line) => (
        <span key={line}>{line} </span>
      ))}
    </h1>
  );
}

/** A barcode between the corners of a scanner's window. */
function ScanShape() {
  return (
    <svg
      className="lane-shape"
      viewBox="0 0 48 48"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="4.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M4 14V8a4 4 0 0 1 4-4h6M34 4h6a4 4 0 0 1 4 4v6M44 34v6a4 4 0 0 1-4 4h-6M14 44H8a4 4 0 0 1-4-4v-6" />
      <path d="M14 15v18M21 15v18M27.5 15v18M34 15v18" />
    </svg>
  );
}
