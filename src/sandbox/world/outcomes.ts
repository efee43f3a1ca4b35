import { activityDone } from '../apple-cloud/activity-outcome.ts';
import { migrationEnds, migrationStarts } from '../apple-cloud/migration-outcome.ts';
import { profileAtApple, profileShown } from '../microsoft-cloud/profile-outcome.ts';
import { automaticSync, syncDone } from '../microsoft-cloud/sync-outcome.ts';
import { wiped } from '../microsoft-cloud/wipe-outcome.ts';
import { enrolled, flickers, leaves, returns, setUp } from '../usb/handling-outcome.ts';
import type { Outcomes } from './occurrence.ts';
import type { World } from './world.ts';

/** What happens by itself in the simulated world, by kind. */
export const OUTCOMES: Outcomes<World> = {
  activityDone,
  migrationStarts,
  migrationEnds,
  automaticSync,
  syncDone,
  profileShown,
  profileAtApple,
  wiped,
  enrolled,
  leaves,
  returns,
  flickers,
  setUp,
};
