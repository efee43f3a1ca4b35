import type { Line } from '../line.ts';
import { say } from '../line.ts';
import { serveLockdown } from '../lockdown/connection.ts';
import { numberOf, type PlistDict } from '../plist.ts';
import { result, resultNumbers } from './commands.ts';
import { frameOf } from './frames.ts';

const lockdownPort = 62_078;

/** Connect: on success the socket becomes the device's stream and is no longer the mux's. */
export async function connect(
  line: Line,
  request: PlistDict,
): Promise<'goes on' | 'over' | 'handed over'> {
  const open = doorOf(line, request);
  const isSaid = await say(line, frameOf(result(typeof open === 'number' ? open : 0), line.tag));
  if (!isSaid) return 'over';
  if (typeof open === 'number') return 'goes on';
  open();
  return 'handed over';
}

type Door = () => void;

function doorOf(line: Line, request: PlistDict): Door | number {
  const { room, device, socket } = line;
  const port = numberOf(request, 'PortNumber');
  if (device === undefined) return resultNumbers.badDevice;
  if (port === undefined) return resultNumbers.badCommand;
  if (swapped(port) !== lockdownPort) return resultNumbers.refused;
  device.streams.add(socket);
  socket.on('close', () => device.streams.delete(socket));
  return () => void serveLockdown(room, device, socket);
}

// Sent in network order whatever the machine's own is: 62078 comes as 32498.
function swapped(port: number): number {
  return ((port & 0xff) << 8) | ((port >> 8) & 0xff);
}
