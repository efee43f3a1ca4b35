import type { Socket } from 'node:net';
import { frame, xml } from './raw-daemon.ts';

const list = frame(xml('<key>DeviceList</key><array/>'));
const yes = frame(
  xml('<key>MessageType</key><string>Result</string><key>Number</key><integer>0</integer>'),
);

/** A daemon that lists no device and connects to any; then `serve` is called for each request of the client. */
export function muxBefore(serve: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    let isConnected = false;
    socket.on('data', (request) => {
      if (isConnected) {
        serve(socket);
        return;
      }
      isConnected = request.includes('>Connect<');
      socket.write(isConnected ? yes : list);
    });
  };
}

/** The same with a device behind it that answers each request with this list. */
export function muxAnswering(answer: Buffer): (socket: Socket) => void {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(answer.length, 0);
  const reply = Buffer.concat([length, answer]);
  return muxBefore((socket) => void socket.write(reply));
}
