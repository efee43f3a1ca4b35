import type { JobView } from '../../../../contract/campaign.ts';
import type { Lane } from '../../../../core/verdict/lane.ts';
import type { Say } from '../../../app/language.tsx';

/** The lane whose shape and colour mean the same of a job. */
export function laneOf({ state, open, failed }: JobView): Lane {
  if (open > 0 && failed === 0) return 'wait';
  if (failed > 0 || state === 'failed') return 'stop';
  return state === 'confirmed' ? 'done' : 'wait';
}

/** "Step 2 of 4: sent to Apple". */
export function stateText({ state, step, steps }: JobView, say: Say): string {
  const text = say(`campaign.state.${state}`);
  const isClosed = state === 'confirmed' || state === 'failed';
  return isClosed ? text : say('ui.campaign.jobs.step', { step, steps, state: text });
}

/** The counts that are not nothing, in one line. */
export function countText(job: JobView, say: Say): string {
  return (['open', 'confirmed', 'failed', 'cancelled'] as const)
    .filter((part) => job[part] > 0)
    .map((part) => say(`ui.campaign.jobs.${part}`, { count: job[part] }))
    .join(' · ');
}
