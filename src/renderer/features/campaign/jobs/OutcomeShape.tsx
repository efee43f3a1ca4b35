import { Ban } from 'lucide-react';
import type { Lane } from '../../../../core/verdict/lane.ts';
import { LaneShape } from '../../../ui/LaneShape.tsx';

interface OutcomeShapeProps {
  /** None of what was cancelled: it is neither good nor bad. */
  readonly lane: Lane | undefined;
  readonly size: number;
}

/** What became of a job or of one of its serials, as a shape beside the word. */
export function OutcomeShape({ lane, size }: OutcomeShapeProps) {
  if (lane === undefined) return <Ban size={size} aria-hidden />;
  return <LaneShape lane={lane} size={size} />;
}
