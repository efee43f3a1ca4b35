import { numberOf, uuidOf } from '../../core/chance.ts';
import { DAY, MINUTE, SECOND } from '../../core/time.ts';
import { HOSTS } from '../campaign/organization.ts';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../http/exchange.ts';
import type { SimulatedActivity } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { readOrder } from './activity-order.ts';
import { notFound } from './errors.ts';

const BASE = `https://${HOSTS.appleApi}/v1/orgDeviceActivities`;
/** Apple forgets activities after this long. */
const KEPT = 30 * DAY;
const URL_VALID = MINUTE;

/** Accepts an assignment; what becomes of it shows later. */
export function createActivity(world: World, request: SimulatedRequest): SimulatedAnswer {
  const order = readOrder(world, request);
  const number = world.count('activity');
  const chance = (name: string, low: number, high: number) =>
    numberOf(world.seed, `activity/${number}/${name}`, low, high);
  const createdAt = world.now();
  const processingAt = createdAt + chance('submitted', 2, 5) * SECOND;
  const work = chance('work', 5, 14) * SECOND + order.serials.length * 40;
  const activity: SimulatedActivity = {
    id: uuidOf(world.seed, `activity/${number}`),
    ...order,
    createdAt,
    processingAt,
    completedAt: processingAt + work,
    failures: [],
  };
  world.state.activities.push(activity);
  world.plan(activity.completedAt, { kind: 'activityDone', activityId: activity.id });
  return jsonAnswer(201, { data: activityResource(world, activity), links: { self: BASE } });
}

export function readActivity(world: World, id: string): SimulatedAnswer {
  const activity = world.state.activities.find((each) => each.id === id);
  const isKept = activity && world.now() - activity.createdAt < KEPT;
  if (!isKept) throw notFound(world, 'orgDeviceActivities', id);
  return jsonAnswer(200, {
    data: activityResource(world, activity),
    links: { self: `${BASE}/${id}` },
  });
}

function activityResource(world: World, activity: SimulatedActivity) {
  return {
    type: 'orgDeviceActivities',
    id: activity.id,
    attributes: {
      ...progressOf(world, activity),
      createdDateTime: new Date(activity.createdAt).toISOString(),
    },
    links: { self: `${BASE}/${activity.id}` },
  };
}

function progressOf(world: World, activity: SimulatedActivity) {
  const now = world.now();
  if (now < activity.processingAt) return { status: 'IN_PROGRESS', subStatus: 'SUBMITTED' };
  if (now < activity.completedAt) return { status: 'IN_PROGRESS', subStatus: 'PROCESSING' };
  return {
    status: 'COMPLETED',
    subStatus: subStatusOf(activity),
    completedDateTime: new Date(activity.completedAt).toISOString(),
    downloadUrl: downloadUrl(world, activity),
  };
}

export function subStatusOf({ failures }: SimulatedActivity): string {
  const hasFailed = failures.some((failure) => failure !== '');
  return hasFailed ? 'COMPLETED_WITH_ERROR' : 'COMPLETED_WITH_SUCCESS';
}

/** Signed for a minute, and on another host than the API (docs/protocol/apple-business.md#activity-log). */
function downloadUrl(world: World, { id }: SimulatedActivity): string {
  const expires = Math.floor((world.now() + URL_VALID) / SECOND);
  const disposition = encodeURIComponent('attachment;filename="ABM-ActivityLog.csv"');
  const query = `response-content-disposition=${disposition}&Expires=${expires}&Signature=sandbox`;
  return `https://${HOSTS.appleLogs}/activity-logs/${id}?${query}`;
}
