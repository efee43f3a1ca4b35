import type { Desk } from '../desk/desk.ts';

/** Jobs change many times within one step; eyes need it once (wall clock). */
const PAUSE = 250;

/** Tells the window of changed jobs, once for all that changed within a moment. */
export interface JobNews {
  changed(): void;
  stop(): void;
}

export function createJobNews(desk: Desk, isHeard: () => boolean): JobNews {
  let timer: NodeJS.Timeout | undefined;
  function tell(): void {
    timer = undefined;
    if (isHeard()) desk.publish('campaign.jobsChanged', desk.jobs.views());
  }
  return {
    changed() {
      timer ??= setTimeout(tell, PAUSE);
    },
    stop: () => clearTimeout(timer),
  };
}
