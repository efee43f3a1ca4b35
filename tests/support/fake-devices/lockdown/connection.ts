import type { Socket } from 'node:net';
import type { DeviceState } from '../device/state.ts';
import { createLine, hear, type Line, say } from '../line.ts';
import { decodePlist, type PlistDict, textOf } from '../plist.ts';
import type { Room } from '../room.ts';
import { messageOf, readMessage } from './frames.ts';
import { answerRequest } from './requests.ts';

/** Serves one connection to lockdownd until the client leaves or has been silent for too long. */
export async function serveLockdown(
  room: Room,
  device: DeviceState,
  socket: Socket,
): Promise<void> {
  const line = createLine(room, 'lockdown', socket);
  line.device = device;
  socket.setTimeout(room.settings.idleMs, () => socket.destroy());
  for (;;) {
    const message = await readMessage(line.stream);
    const request = message === null ? undefined : decodePlist(message);
    if (request === undefined || !(await answer(line, device, request))) break;
  }
  socket.destroy();
}

async function answer(line: Line, device: DeviceState, request: PlistDict): Promise<boolean> {
  const name = textOf(request, 'Request') ?? '';
  if (!(await hear(line, name, subjectOf(request)))) return false;
  const reply = await answerRequest(device, request);
  return say(line, messageOf(reply, line.room.settings.format));
}

function subjectOf(request: PlistDict): string | undefined {
  const [domain, key] = [textOf(request, 'Domain'), textOf(request, 'Key')];
  if (domain !== undefined) return `${domain}/${key ?? ''}`;
  return key ?? textOf(request, 'Service');
}
