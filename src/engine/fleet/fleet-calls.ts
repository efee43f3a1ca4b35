import { success } from '../../core/result.ts';
import { bringBack, putAside } from '../campaign/set-aside/put-aside.ts';
import type { Sessions } from '../check-in/sessions.ts';
import type { Handlers } from '../engine.ts';
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
      const rows = await rowsOf(desk, fleet, await fleet.serialsOf(of));
      const day = new Date(desk.clock.now()).toISOString().slice(0, 10);
      return success(await fleetFile(rows, `devices-${day}`, wish));
    },
    'devices.timeline': ({ serial }) => success(timeline(parts, serial)),
  } satisfies Partial<Handlers>;
}
