import type { Socket } from 'node:net';
import type { DeviceState, TrustedHost } from '../device/state.ts';
import { createLine, hear, type Line, say } from '../line.ts';
import { messageOf, readMessage } from '../lockdown/frames.ts';
import { decodePlist, textOf } from '../plist.ts';
import type { Room } from '../room.ts';
import { secure } from '../tls.ts';
import { answerMcInstall } from './requests.ts';

export const mcInstallName = 'com.apple.mobile.MCInstall';

interface Served {
  readonly room: Room;
  readonly device: DeviceState;
  readonly host: TrustedHost;
}

/** Serves one connection to MCInstall, which speaks TLS from its first byte. */
export async function serveMcInstall(
  { room, device, host }: Served,
  socket: Socket,
): Promise<void> {
  const line = createLine(room, 'service', socket);
  line.device = device;
  const layer = await secure(socket, host);
  if (layer !== undefined) {
    line.stream = layer.stream;
    while (await answerNext(line, device));
  }
  socket.destroy();
}

async function answerNext(line: Line, device: DeviceState): Promise<boolean> {
  const { room } = line;
  const message = await readMessage(line.stream);
  const request = message === null ? undefined : decodePlist(message);
  if (request === undefined) return false;
  if (!(await hear(line, textOf(request, 'RequestType') ?? ''))) return false;
  const { reply, after } = answerMcInstall(room, device, request);
  if (!(await say(line, messageOf(reply, room.settings.format)))) return false;
  after?.();
  return true;
}
