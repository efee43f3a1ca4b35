import type { JobView } from '../../../../contract/campaign.ts';
import { hasEnded } from '../../../../core/jobs/job.ts';
import type { Lane } from '../../../../core/verdict/lane.ts';
import type { Say } from '../../../app/language.tsx';

/** The lane whose shape and colour mean the same of a job; none of one that was cancelled. */
export function laneOf({ state, open, failed }: JobView): Lane | undefined {
  if (state === 'cancelled') return undefined;
  if (open > 0 && failed === 0) return 'wait';
  if (failed > 0 || state === 'failed') return 'stop';
  return state === 'confirmed' ? 'done' : 'wait';
}

/** The same of one serial, whatever became of the others. */
export const LANE_OF_OUTCOME: Record<JobView['members'][number]['outcome'], Lane | undefined> = {
  open: 'wait',
  confirmed: 'done',
  failed: 'stop',
  cancelled: undefined,
};

/** "Step 2 of 4: sent to Apple". */
export function stateText({ state, step, steps }: JobView, say: Say): string {
  const text = say(`campaign.state.${state}`);
  return hasEnded(state) ? text : say('ui.campaign.jobs.step', { step, steps, state: text });
}

/** The counts that are not nothing, in one line. */
export function countText(job: JobView, say: Say): string {
  return (['open', 'confirmed', 'failed', 'cancelled'] as const)
    .filter((part) => job[part] > 0)
    .map((part) => say(`ui.campaign.jobs.${part}`, { count: job[part] }))
    .join(' · ');
}
