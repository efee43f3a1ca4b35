import type { Socket } from 'node:net';
import type { DeviceState } from '../device/state.ts';
import { type Line, say } from '../line.ts';
import { serveLockdown } from '../lockdown/connection.ts';
import { serveMcInstall } from '../mc-install/connection.ts';
import { numberOf, type PlistDict } from '../plist.ts';
import type { Room } from '../room.ts';
import { result, resultNumbers } from './commands.ts';
import { frameOf } from './frames.ts';

const lockdownPort = 62_078;

type Serve = (socket: Socket) => Promise<void>;

/** Connect: on success the socket becomes the device's stream and is no longer the mux's. */
export async function connect(
  line: Line,
  request: PlistDict,
): Promise<'goes on' | 'over' | 'handed over'> {
  const { room, socket } = line;
  const device = room.attachments.get(numberOf(request, 'DeviceID') ?? -1)?.state;
  const serve = device === undefined ? resultNumbers.badDevice : serverAt(room, device, request);
  const isRefused = typeof serve === 'number';
  if (!isRefused) keepStream(device, socket);
  const number = isRefused ? serve : resultNumbers.ok;
  if (!(await say(line, frameOf(result(number), line.tag)))) return 'over';
  if (isRefused) return 'goes on';
  void serve(socket);
  return 'handed over';
}

function keepStream(device: DeviceState | undefined, socket: Socket): void {
  device?.streams.add(socket);
  socket.on('close', () => device?.streams.delete(socket));
}

function serverAt(room: Room, device: DeviceState, request: PlistDict): Serve | number {
  const port = portIn(request);
  if (port === undefined) return resultNumbers.badCommand;
  if (port === lockdownPort) return (socket) => serveLockdown(room, device, socket);
  const waiting = device.ports.get(port);
  const host = device.hosts.get(waiting?.hostId ?? '');
  if (host === undefined) return resultNumbers.refused;
  device.ports.delete(port);
  return (socket) => serveMcInstall({ room, device, host }, socket);
}

/** The port meant: it is sent in network order whatever the machine's is, 62078 as 32498. */
export function portIn(request: PlistDict): number | undefined {
  const sent = numberOf(request, 'PortNumber');
  return sent === undefined ? undefined : ((sent & 0xff) << 8) | ((sent >> 8) & 0xff);
}
