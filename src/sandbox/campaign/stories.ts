import type { DeviceFamily } from '../../core/facts/device-facts.ts';
import type { Lane } from '../../core/verdict/lane.ts';
import type { ReasonCode } from '../../core/verdict/reasons.ts';
import type { Hardware } from '../world/device.ts';
import type { Site } from './organization.ts';
import type { SituationName } from './situations.ts';
import table from './stories.json' with { type: 'json' };

/** What the manifest says of a device beyond its place. `site` is where it is sent, if not where it stands. */
export interface ManifestWish {
  readonly keepsData?: boolean;
  readonly isSealedNew?: boolean;
  readonly profile?: string;
  readonly site?: Site;
}

/**
 * A device with a part to play. `lane` and `reason` are what a bench should say of it once everything was asked,
 * within seven minutes after the start; `after` says what must happen first. `manifest: false`: nobody expects it.
 */
export interface Story {
  readonly family: DeviceFamily;
  readonly situation: SituationName;
  readonly lane: Lane;
  readonly reason: ReasonCode;
  readonly after?: string;
  readonly productType?: string;
  readonly site?: Site;
  readonly purchaseSource?: Hardware['purchaseSource'];
  readonly addedDaysAgo?: number;
  readonly manifest?: ManifestWish | false;
}
export type StoryName = keyof typeof table;

/** One device for each lane, reason and warning that a single device can have. */
export const STORIES = table as Readonly<Record<StoryName, Story>>;
export const STORY_NAMES = Object.keys(table) as StoryName[];
