import { chanceOf, type Chance } from '../../core/chance.ts';
import type { DeviceFamily } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { DAY, MINUTE, type Instant } from '../../core/time.ts';
import type { SimulatedDevice } from '../world/device.ts';
import { makeHardware, type HardwareWish } from './hardware.ts';
import { makeDevice } from './make-device.ts';
import type { Site } from './organization.ts';
import { SITUATIONS, type SituationName } from './situations.ts';
import { STORIES, STORY_NAMES, type ManifestWish, type StoryName } from './stories.ts';
import { PAIRED_BEFORE, TURNS } from './story-turns.ts';

/** Devices that Apple's organization lists; a few more exist that it does not know. */
export const FLEET_SIZE = 2_000;

/** A device, and what the manifest says of it; `expected: null` for those nobody expects. */
export interface CampaignEntry {
  readonly device: SimulatedDevice;
  readonly site: Site;
  readonly expected: ManifestWish | null;
}

export interface Campaign {
  readonly entries: readonly CampaignEntry[];
  readonly stories: Readonly<Record<StoryName, SerialNumber>>;
}

/** How the fleet is spread over the migration, in devices out of a thousand. */
const SPREAD: readonly (readonly [SituationName, number])[] = [
  ['onOldMdm', 430],
  ['onCarrier', 70],
  ['onLab', 18],
  ['unassigned', 34],
  ['configurator', 10],
  ['awaitingSync', 130],
  ['withoutProfile', 24],
  ['pilotProfile', 8],
  ['ready', 44],
  ['sealed', 20],
  ['inIntune', 200],
  ['pendingReset', 6],
  ['enrollmentFailed', 4],
  ['released', 2],
];

const FAMILIES: readonly (readonly [DeviceFamily, number])[] = [
  ['iPhone', 575],
  ['iPad', 275],
  ['Mac', 110],
  ['AppleTV', 30],
  ['Watch', 7],
  ['Vision', 3],
];

const NEWEST: Readonly<Partial<Record<DeviceFamily, string>>> = {
  iPhone: 'iPhone17,5',
  iPad: 'iPad15,7',
  Mac: 'Mac16,10',
  AppleTV: 'AppleTV14,1',
};

/** The whole campaign as it stands at `startAt` (clouds' clock). Stories come first, in their order. */
export function makeCampaign(seed: number, startAt: Instant): Campaign {
  const told = STORY_NAMES.map((name, place) => tell({ seed, startAt }, name, place));
  const strangers = told.filter((entry) => !entry.device.isMember).length;
  const others = Array.from({ length: FLEET_SIZE - told.length + strangers }, (_, index) =>
    makeOther({ seed, startAt }, told.length + index),
  );
  const stories = Object.fromEntries(
    STORY_NAMES.map((name, place) => [name, told[place]?.device.hardware.serial]),
  ) as Record<StoryName, SerialNumber>;
  swapBoards(told, stories);
  return { entries: [...told, ...others], stories };
}

interface Start {
  readonly seed: number;
  readonly startAt: Instant;
}

function tell({ seed, startAt }: Start, name: StoryName, place: number): CampaignEntry {
  const story = STORIES[name];
  const site = story.site ?? 'offices';
  const addedAt = story.addedDaysAgo && startAt - story.addedDaysAgo * DAY;
  const wish: HardwareWish = {
    family: story.family,
    ...(story.productType ? { productType: story.productType } : {}),
    // Chance must not make a Configurator device of a story that did not ask for one.
    purchaseSource: story.purchaseSource ?? 'RESELLER',
    ...(addedAt ? { addedAt } : {}),
  };
  const chance = chanceOf(seed, `story/${name}`);
  const device = makeDevice(makeHardware(seed, name, place, wish), chance, startAt);
  const setting = { seed, startAt, chance, site };
  SITUATIONS[story.situation](device, setting);
  TURNS[name]?.(device, setting);
  if (PAIRED_BEFORE.includes(name)) device.pairedAt = startAt - MINUTE;
  return { device, site, expected: story.manifest === false ? null : (story.manifest ?? {}) };
}

function makeOther({ seed, startAt }: Start, place: number): CampaignEntry {
  const chance = chanceOf(seed, `fleet/${place}`);
  const family = chooseWeighted(chance, FAMILIES);
  const site = chooseSite(chance, family);
  const situation = possibleSituation(chooseWeighted(chance, SPREAD), family, site);
  const made = makeHardware(seed, `fleet/${place}`, place, wishFor(situation, family, startAt));
  const device = makeDevice(made, chance, startAt);
  SITUATIONS[situation](device, { seed, startAt, chance, site });
  if (situation === 'ready' && chance.isLikely(0.08)) device.lock = 'USER';
  if (wasHereBefore(seed, device)) device.pairedAt = startAt - 3 * DAY;
  return { device, site, expected: expectationOf(chance, device, situation, site) };
}

/** Every fifth device in use was paired with this bench on another day. */
function wasHereBefore(seed: number, { stage, hardware }: SimulatedDevice): boolean {
  return stage === 'inUse' && chanceOf(seed, `paired/${hardware.serial}`).isLikely(0.2);
}

/** What is still sealed was bought lately; what Apple Configurator added came in by hand. */
function wishFor(situation: SituationName, family: DeviceFamily, startAt: Instant): HardwareWish {
  const productType = NEWEST[family];
  if (situation === 'sealed' && productType) {
    return { family, productType, addedAt: startAt - 45 * DAY };
  }
  if (situation !== 'configurator') return { family };
  return { family, purchaseSource: 'MANUALLY_ADDED', addedAt: startAt - 12 * DAY };
}

function chooseSite(chance: Chance, family: DeviceFamily): Site {
  if (family === 'AppleTV') return 'stores';
  const share = family === 'iPad' ? 0.35 : family === 'iPhone' ? 0.1 : 0;
  return chance.isLikely(share) ? 'stores' : 'offices';
}

/** Intune has no profile for watches and headsets here, and the pilot was for offices only. */
function possibleSituation(wanted: SituationName, family: DeviceFamily, site: Site): SituationName {
  if (family === 'Watch' || family === 'Vision') return 'onOldMdm';
  const isPilot = wanted === 'pilotProfile' || wanted === 'pendingReset';
  const isPhoneOrPad = family === 'iPhone' || family === 'iPad';
  if (isPilot && (site === 'stores' || !isPhoneOrPad)) return 'inIntune';
  if (wanted === 'onCarrier' && !isPhoneOrPad) return 'onOldMdm';
  return wanted;
}

function expectationOf(
  chance: Chance,
  device: SimulatedDevice,
  situation: SituationName,
  site: Site,
): ManifestWish | null {
  if (situation === 'sealed') return { isSealedNew: true };
  const mayKeepData = situation === 'onOldMdm' && device.isMigrationCapable;
  if (mayKeepData && chance.isLikely(0.1)) return { keepsData: true };
  const isByFamily = site === 'offices' || device.hardware.family === 'AppleTV';
  return isByFamily && chance.isLikely(0.06) ? null : {};
}

/** Two boards that were repaired with parts of other devices: what they say over USB is not what is printed. */
function swapBoards(told: readonly CampaignEntry[], stories: Campaign['stories']): void {
  for (const { device } of told) {
    const { serial } = device.hardware;
    if (serial === stories.boardSwapped) {
      device.quirk = { kind: 'saysOtherSerial', serial: stories.formerCarrier };
    }
    if (serial === stories.boardCloned) {
      device.quirk = { kind: 'saysOtherSerial', serial: stories.readyToReset };
    }
  }
}

function chooseWeighted<T>(chance: Chance, choices: readonly (readonly [T, number])[]): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = chance.fraction() * total;
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  throw new Error('There is nothing to choose from.');
}
