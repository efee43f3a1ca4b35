import type { Socket } from 'node:net';
import type { DeviceState } from '../device/state.ts';
import { createLine, hear, type Line, say } from '../line.ts';
import { decodePlist, type PlistDict, textOf } from '../plist.ts';
import type { Room } from '../room.ts';
import { type SecureLayer, secure } from '../tls.ts';
import { messageOf, readMessage } from './frames.ts';
import { answerRequest, type Session } from './requests.ts';

interface Talk {
  readonly line: Line;
  readonly device: DeviceState;
  session: Session | undefined;
  layer: SecureLayer | undefined;
}

/** Serves one connection to lockdownd until the client leaves or has been silent for too long. */
export async function serveLockdown(
  room: Room,
  device: DeviceState,
  socket: Socket,
): Promise<void> {
  const talk: Talk = {
    line: createLine(room, 'lockdown', socket),
    device,
    session: undefined,
    layer: undefined,
  };
  talk.line.device = device;
  socket.setTimeout(room.settings.idleMs, () => socket.destroy());
  for (;;) {
    const message = await readMessage(talk.line.stream);
    const request = message === null ? undefined : decodePlist(message);
    if (request === undefined || !(await answer(talk, request))) break;
  }
  socket.destroy();
}

async function answer(talk: Talk, request: PlistDict): Promise<boolean> {
  const { line, device } = talk;
  const name = textOf(request, 'Request') ?? '';
  if (!(await hear(line, name, subjectOf(request)))) return false;
  const { reply, after } = await answerRequest(
    { device, room: line.room, session: talk.session },
    request,
  );
  const message = messageOf({ Request: name, ...reply }, line.room.settings.format);
  if (!(await say(line, message))) return false;
  if (after === undefined) return true;
  if (after === 'stopSession') return stopSession(talk);
  if (typeof after === 'object') return startSession(talk, after);
  after();
  return false;
}

async function startSession(talk: Talk, session: Session): Promise<boolean> {
  const layer = await secure(talk.line.socket, session.host);
  if (layer === undefined) return false;
  talk.session = session;
  talk.layer = layer;
  talk.line.stream = layer.stream;
  return true;
}

async function stopSession(talk: Talk): Promise<boolean> {
  talk.line.stream = talk.line.socket;
  talk.session = undefined;
  await talk.layer?.end();
  talk.layer = undefined;
  return true;
}

function subjectOf(request: PlistDict): string | undefined {
  const [domain, key] = [textOf(request, 'Domain'), textOf(request, 'Key')];
  if (domain !== undefined) return `${domain}/${key ?? ''}`;
  return key ?? textOf(request, 'Service');
}
