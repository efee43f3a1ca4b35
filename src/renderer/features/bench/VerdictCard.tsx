import { useLayoutEffect, useRef } from 'react';
import { useAppState } from '../../app/AppContext.tsx';
import { isResetOpen } from '../../app/card-lease.ts';
import type { CardStage } from '../../app/store.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { CardDetails } from './CardDetails.tsx';
import { FactsDetails } from './FactsDetails.tsx';
import { NextStepBar } from './NextStepBar.tsx';
import { QuietActions } from './QuietActions.tsx';
import { ReasonBlock } from './ReasonBlock.tsx';
import { ResetGuide } from './ResetGuide.tsx';
import { ResetProgress } from './ResetProgress.tsx';
import { SymptomLine } from './SymptomLine.tsx';
import './card-quiet.css';
import './help.css';

/** Under the band: why, the next step, and everything quieter than those. */
export function VerdictCard({ stage }: { readonly stage: CardStage }) {
  const { card, isRescanned } = stage;
  const trouble = useAppState((state) => state.trouble);
  const [reason] = card.verdict.reasons;
  const isGuiding = isResetOpen(card);
  const top = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (top.current) top.current.scrollTop = 0;
  }, [card.serial]);
  return (
    <div className="card" ref={top}>
      {!isGuiding && reason && <ReasonBlock reason={reason} until={card.verdict.until} />}
      {isGuiding && <ResetProgress reset={card.reset} />}
      {isGuiding && <ResetGuide key={card.serial} family={card.device.family} />}
      <NextStepBar card={card} isRescanned={isRescanned} />
      {!isGuiding && <ResetProgress reset={card.reset} />}
      {trouble && <FailureNotice trouble={trouble} />}
      <SymptomLine card={card} />
      <CardDetails card={card} />
      <div className="card-foot">
        <FactsDetails card={card} />
        <QuietActions card={card} />
      </div>
    </div>
  );
}
