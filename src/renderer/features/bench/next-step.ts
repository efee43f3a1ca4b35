import type { Card } from '../../../contract/desk.ts';
import type { FixKind } from '../../../core/verdict/verdict.ts';
import { isResetOpen } from '../../app/card-lease.ts';

/** The one thing to do now; it gets the only filled button and its key. */
export type NextStep =
  | { readonly kind: 'fix'; readonly fix: FixKind }
  | { readonly kind: 'startReset' | 'attestReset' | 'handOver' | 'scanNext' };

export function nextStepOf(card: Card): NextStep {
  const { lane, fix, reasons } = card.verdict;
  if (isResetOpen(card)) return { kind: 'attestReset' };
  if (fix) return { kind: 'fix', fix };
  if (lane === 'clear') return { kind: 'startReset' };
  const isOver = reasons[0]?.code === 'handedOver';
  const isReady = lane === 'done' || (lane === 'start' && card.reset.step === 'recorded');
  return { kind: isReady && !isOver ? 'handOver' : 'scanNext' };
}
