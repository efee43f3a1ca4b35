import { memo, type CSSProperties } from 'react';
import { isResetOpen } from '../../app/card-lease.ts';
import { useSay } from '../../app/language.tsx';
import type { CardStage } from '../../app/store.ts';
import { LaneShape } from '../../ui/LaneShape.tsx';
import { secondLine, speaksFor, wordLines, wordOf, wordScale } from './verdict-words.ts';
import './band.css';

/** The one loud thing on screen: shape, word, second line, and for which device it speaks. */
export const VerdictBand = memo(function VerdictBand({
  card,
  was,
}: Pick<CardStage, 'card' | 'was'>) {
  const say = useSay();
  const { lane } = card.verdict;
  const isCompact = isResetOpen(card);
  const word = wordOf(card, say);
  const lines = isCompact ? [word] : wordLines(word);
  const scale = isCompact ? 1 : wordScale(lines);
  return (
    <section
      className="band"
      data-lane={lane}
      data-testid="verdict"
      data-size={isCompact ? 'compact' : 'full'}
      aria-label={say('ui.band.label')}
    >
      <LaneShape lane={lane} />
      <div className="band-words">
        {/* Custom property by CSSOM: the page's policy allows no style attributes in markup. */}
        <h1 className="band-word" style={{ '--scale': scale } as CSSProperties}>
          {lines.map((line) => (
            <span key={line}>{line} </span>
          ))}
        </h1>
        <p className="band-second">{secondLine(card, say)}</p>
      </div>
      <SpeaksFor card={card} />
      {was && (
        <p className="band-was">
          {say('ui.band.was')} <LaneShape lane={was.lane} size={18} />{' '}
          {say(`lane.${was.lane}.word`)}
        </p>
      )}
    </section>
  );
});

function SpeaksFor({ card }: Pick<CardStage, 'card'>) {
  const say = useSay();
  const { kind, text } = speaksFor(card);
  return (
    <p className="band-for" data-kind={kind}>
      <span className="band-for-label">{say(`ui.band.${kind}`)}</span>
      <span className="band-for-text">{text}</span>
    </p>
  );
}
