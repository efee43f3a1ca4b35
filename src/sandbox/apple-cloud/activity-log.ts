import { SECOND } from '../../core/time.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/exchange.ts';
import type { SimulatedActivity } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { subStatusOf } from './activities.ts';

/** The host with the logs of finished activities: no bearer, only a signature that soon runs out. */
export function activityLogs(world: World, { url }: SimulatedRequest): SimulatedAnswer {
  const id = url.pathname.split('/').at(-1);
  const activity = world.state.activities.find((each) => each.id === id);
  const isDone = activity && activity.completedAt <= world.now();
  const isValid = Number(url.searchParams.get('Expires')) * SECOND > world.now();
  if (!isDone || !isValid) return xml(403, 'AccessDenied');
  const headers = { 'Content-Type': 'text/csv' };
  return { status: 200, headers, body: logOf(activity) };
}

/**
 * Lines of key and value, an empty line, then a table with one row per device
 * (docs/protocol/apple-business.md#activity-log).
 */
function logOf(activity: SimulatedActivity): string {
  const preamble = [
    ['OPERATION', activity.type],
    ['ACTIVITY_ID', activity.id],
    ['STARTED AT', new Date(activity.createdAt).toISOString()],
    ['ENDED AT', new Date(activity.completedAt).toISOString()],
    ['STATUS', 'COMPLETED'],
    ['SUB_STATUS', subStatusOf(activity)],
  ];
  const rows = activity.serials.map((serial, index) => {
    const failure = activity.failures[index] ?? '';
    return [serial, failure === '' ? 'SUCCESS' : 'FAILED', failure];
  });
  const header = ['serial_number', 'operation_status', 'operation_substatus'];
  const lines = [...preamble, [], header, ...rows];
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function xml(status: number, code: string): SimulatedAnswer {
  const headers = { 'Content-Type': 'application/xml' };
  return { status, headers, body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>` };
}
