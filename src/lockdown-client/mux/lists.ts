import type { Outcome } from '../failure.ts';
import { dictsOf, textOf } from '../plist/fields.ts';
import { fail, succeed } from '../result.ts';
import { deviceOf, type MuxDevice } from './device.ts';
import { askOnce, type Daemon } from './request.ts';

export async function listDevices(
  daemon: Daemon,
  signal?: AbortSignal,
): Promise<Outcome<MuxDevice[]>> {
  const reply = await askOnce(daemon, { MessageType: 'ListDevices' }, signal);
  if (!reply.ok) return reply;
  const entries = dictsOf(reply.value, 'DeviceList');
  if (entries === undefined) return fail({ code: 'malformed', text: 'no list of devices' });
  return succeed(entries.map(deviceOf).filter((device) => device !== undefined));
}

export async function readBuid(daemon: Daemon, signal?: AbortSignal): Promise<Outcome<string>> {
  const reply = await askOnce(daemon, { MessageType: 'ReadBUID' }, signal);
  if (!reply.ok) return reply;
  const buid = textOf(reply.value, 'BUID');
  return buid === undefined ? fail({ code: 'malformed', text: 'no BUID' }) : succeed(buid);
}
