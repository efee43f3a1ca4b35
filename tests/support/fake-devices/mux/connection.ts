import type { Socket } from 'node:net';
import { createLine, hear, type Line, say } from '../line.ts';
import { decodePlist, numberOf, type PlistDict, textOf } from '../plist.ts';
import type { Room } from '../room.ts';
import { attachedMessage } from './attached.ts';
import { answerCommand, result, resultNumbers } from './commands.ts';
import { connect, portIn } from './connect.ts';
import { type Frame, frameOf, readFrame } from './frames.ts';

const plistMessage = 8;

type Next = 'goes on' | 'over' | 'handed over';

/** Serves one client of the mux until it leaves, or until its socket has become a device's stream. */
export async function serveMux(room: Room, socket: Socket): Promise<void> {
  const line = createLine(room, 'mux', socket);
  for (;;) {
    const frame = await readFrame(socket);
    const next = frame === null ? 'over' : await answer(line, frame);
    if (next === 'handed over') return;
    if (next === 'over') break;
  }
  socket.destroy();
}

async function answer(line: Line, frame: Frame): Promise<Next> {
  const { room, socket } = line;
  line.tag = frame.tag;
  const refusal = refusalOf(frame);
  if (refusal !== undefined) return tell(line, result(refusal));
  const request = decodePlist(frame.body) ?? {};
  const name = textOf(request, 'MessageType');
  // The daemon takes no notice of a list that it cannot read.
  if (name === undefined) return 'goes on';
  line.device = room.attachments.get(numberOf(request, 'DeviceID') ?? -1)?.state;
  if (!(await hear(line, name, subjectOf(request)))) return 'over';
  if (room.listeners.has(socket)) {
    await tell(line, result(resultNumbers.badCommand));
    return 'over';
  }
  if (name === 'Connect') return connect(line, request);
  if (name === 'Listen') return listen(line);
  return tell(line, answerCommand(room, name, request));
}

function refusalOf({ version, message }: Frame): number | undefined {
  if (version > 1) return resultNumbers.badVersion;
  return message === plistMessage ? undefined : resultNumbers.badCommand;
}

async function tell(line: Line, message: PlistDict): Promise<Next> {
  return (await say(line, frameOf(message, line.tag))) ? 'goes on' : 'over';
}

async function listen(line: Line): Promise<Next> {
  const { room, socket } = line;
  if ((await tell(line, result(resultNumbers.ok))) === 'over') return 'over';
  const push = (message: PlistDict) => void socket.write(frameOf(message, 0));
  for (const attachment of room.attachments.values()) push(attachedMessage(attachment));
  room.listeners.set(socket, push);
  socket.on('close', () => room.listeners.delete(socket));
  return 'goes on';
}

function subjectOf(request: PlistDict): string | undefined {
  return portIn(request)?.toString() ?? textOf(request, 'PairRecordID');
}
