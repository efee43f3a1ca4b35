import { useAppState } from '../../app/AppContext.tsx';
import { useSay, type Say } from '../../app/language.tsx';
import type { CodeStage, Stage } from '../../app/store.ts';
import { secondLine, wordOf } from './verdict-words.ts';

/** Says every verdict to a screen reader without moving the focus; the two urgent lanes interrupt it. */
export function Announcer() {
  const say = useSay();
  const stage = useAppState((state) => state.stage);
  const lane = stage.kind === 'card' ? stage.card.verdict.lane : undefined;
  const isUrgent = lane === 'stop' || lane === 'clear';
  const text = announcement(stage, say);
  return (
    <>
      <p className="visually-hidden" role="status">
        {isUrgent ? '' : text}
      </p>
      <p className="visually-hidden" role="alert">
        {isUrgent ? text : ''}
      </p>
    </>
  );
}

function announcement(stage: Stage, say: Say): string {
  if (stage.kind === 'scanNext') return '';
  if (stage.kind === 'code') return codeText(stage, say);
  const { card } = stage;
  const [reason] = card.verdict.reasons;
  const why = reason ? say(`reason.${reason.code}.text`, reason.params) : '';
  const slot = card.slotNumber === undefined ? '' : say('ui.card.slot', { slot: card.slotNumber });
  return [wordOf(card, say), secondLine(card, say), slot, card.serial, why]
    .filter(Boolean)
    .join('. ');
}

function codeText({ line, record }: CodeStage, say: Say): string {
  if (!record) return say(`code.${line.code.kind}.text`);
  const { answer, sequence, serial } = record;
  return say(`recordCheck.${answer}.text`, { serial, sequence: String(sequence) });
}
