import type { RunwayStep } from '../../../../core/runway/runway.ts';
import type { Lane } from '../../../../core/verdict/lane.ts';
import { LaneShape } from '../../../ui/LaneShape.tsx';

/** The lane whose shape and colour mean the same of a step. An open step is nobody's trouble: it has none. */
const LANE_OF = {
  blocked: 'stop',
  underWay: 'wait',
  done: 'done',
  unknown: 'unknown',
  open: undefined,
} as const satisfies Record<RunwayStep['state'], Lane | undefined>;

/** Nothing of its own blocks it: the first step does. One alarm is enough, so it stays quiet. */
export function isHeld({ state, findings }: RunwayStep): boolean {
  return state === 'blocked' && findings.every(({ level }) => level !== 'blocks');
}

export function laneOf(step: RunwayStep): Lane | undefined {
  return isHeld(step) ? 'unknown' : LANE_OF[step.state];
}

/** The state of a step as a silhouette; its word stands beside it. */
export function StepShape({ step, size }: { readonly step: RunwayStep; readonly size: number }) {
  const lane = LANE_OF[step.state];
  if (lane) return <LaneShape lane={lane} size={size} />;
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      <circle cx="24" cy="24" r="17" fill="none" stroke="currentColor" strokeWidth="6" />
    </svg>
  );
}
