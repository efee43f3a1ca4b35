import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceState } from './device/state.ts';
import { garbage, sayHostile } from './hostile/answers.ts';
import type { ConnectionKind, HostileAnswer, Instant } from './instants.ts';
import type { Room } from './room.ts';
import { closed, write } from './streams.ts';

/** One conversation over one socket: notes what is heard, and lets a test step in at every instant. */
export interface Line {
  readonly room: Room;
  readonly kind: ConnectionKind;
  readonly socket: Socket;
  /** The socket itself, or TLS over it. */
  stream: Duplex;
  device: DeviceState | undefined;
  readonly number: number;
  request: string;
  isGarbled: boolean;
  /** The tag of the request in hand; the mux alone has tags. */
  tag: number;
}

export function createLine(room: Room, kind: ConnectionKind, socket: Socket): Line {
  room.lines += 1;
  const number = room.lines;
  return {
    room,
    kind,
    socket,
    stream: socket,
    device: undefined,
    number,
    request: '',
    isGarbled: false,
    tag: 0,
  };
}

/** Notes a request; false when the conversation ends here. */
export async function hear(line: Line, request: string, subject?: string): Promise<boolean> {
  const { room, kind, number, device } = line;
  line.request = request;
  line.isGarbled = false;
  room.heard.push({ connection: kind, line: number, udid: device?.udid, request, subject });
  return pass(line, 'received');
}

/** Sends a whole frame; false when the conversation ends here. */
export async function say(line: Line, frame: Buffer): Promise<boolean> {
  if (!(await pass(line, 'beforeReply'))) return false;
  if (line.room.settings.onInstant === undefined) {
    await write(line.stream, frame);
    return !line.socket.destroyed;
  }
  const half = frame.length >> 1;
  await write(line.stream, asSpoken(line, frame.subarray(0, half)));
  if (!(await pass(line, 'midReply'))) return false;
  await write(line.stream, asSpoken(line, frame.subarray(half)));
  return pass(line, 'afterReply');
}

function asSpoken(line: Line, bytes: Buffer): Buffer {
  return line.isGarbled ? garbage(bytes.length) : bytes;
}

async function pass(line: Line, when: Instant['when']): Promise<boolean> {
  const { room, kind, request } = line;
  if (room.settings.onInstant !== undefined) {
    room.instants += 1;
    const device = room.residents.get(line.device?.udid ?? '')?.controls;
    const n = room.instants;
    const action = await room.settings.onInstant({ device, connection: kind, request, when, n });
    if (action === 'garbage') line.isGarbled = true;
    else if (action !== undefined && !(await act(line, action))) return false;
  }
  return !line.socket.destroyed;
}

type Act = 'unplug' | 'drop' | 'hang' | { delayMs: number } | { hostile: HostileAnswer };

async function act(line: Line, action: Act): Promise<boolean> {
  if (typeof action === 'object') {
    if ('hostile' in action) return sayHostile(line, action.hostile);
    await sleep(action.delayMs);
    return true;
  }
  if (action === 'hang') await hang(line);
  if (action === 'unplug') unplug(line);
  // The mux goes on when a device leaves; a stream of the device has ended with it.
  if (action === 'unplug' && line.kind === 'mux') return true;
  line.socket.destroy();
  return false;
}

function hang({ socket }: Line): Promise<void> {
  socket.setTimeout(0);
  // Only a socket that is read hears that the other side has gone.
  socket.resume();
  return closed(socket);
}

function unplug({ room, device }: Line): void {
  const udids = device === undefined ? [...room.residents.keys()] : [device.udid];
  for (const udid of udids) room.unplug(udid);
}
