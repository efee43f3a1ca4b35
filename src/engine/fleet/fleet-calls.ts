import type { DeviceSelection } from '../../contract/device-query.ts';
import type { DeviceRow } from '../../contract/devices.ts';
import { success } from '../../core/result.ts';
import { bringBack, putAside } from '../campaign/set-aside/put-aside.ts';
import type { Sessions } from '../check-in/sessions.ts';
import type { Handlers } from '../engine.ts';
import { inTurns } from '../in-turns.ts';
import { actOnMany, queueOnly, type ActParts } from './act-on-many.ts';
import { choicesOf } from './choices.ts';
import { timeline } from './device-timeline.ts';
import { deviceWindow, rowsOf } from './device-window.ts';
import { fleetFile } from './fleet-file.ts';

interface Parts extends ActParts {
  readonly sessions: Pick<Sessions, 'all' | 'of'>;
}

/** What the Devices screen asks for. */
export function fleetCalls(parts: Parts) {
  const { desk, fleet, sessions } = parts;
  return {
    'devices.window': async (input) => success(await deviceWindow(desk, fleet, input)),
    'devices.choices': async () => success(choicesOf(await fleet.hold(), sessions.all())),
    'devices.serials': async ({ of, limit }) => {
      const serials = await fleet.serialsOf(of);
      return success({ count: serials.length, serials: serials.slice(0, limit) });
    },
    'devices.queue': ({ of, kind }) => actOnMany(parts, of, queueOnly(parts, kind)),
    'devices.putAside': ({ of, ...putting }) =>
      actOnMany(parts, of, (serials) => putAside(desk, { serials, ...putting })),
    'devices.bringBack': ({ of, note }) =>
      actOnMany(parts, of, (serials) => bringBack(desk, { serials, note })),
    'devices.file': async ({ of, ...wish }) => {
      const day = new Date(desk.clock.now()).toISOString().slice(0, 10);
      return success(await fleetFile(await allRows(parts, of), `devices-${day}`, wish));
    },
    'devices.timeline': ({ serial }) => success(timeline(parts, serial)),
  } satisfies Partial<Handlers>;
}

async function allRows({ desk, fleet }: Parts, of: DeviceSelection): Promise<DeviceRow[]> {
  const rows: DeviceRow[] = [];
  await inTurns(await fleet.serialsOf(of), (slice) => {
    rows.push(...rowsOf(desk, fleet, slice));
  });
  return rows;
}
