import { connect as connectTo, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { PairRecord } from './fake-devices/device/options.ts';
import { messageOf, readMessage } from './fake-devices/lockdown/frames.ts';
import { frameOf } from './fake-devices/mux/frames.ts';
import { decodePlist, type PlistDict } from './fake-devices/plist.ts';
import { nextOf, readExactly } from './fake-devices/streams.ts';
import { recordsOf } from './fake-devices/tls.ts';

/** A client without any judgement: sends what it is told and reads what comes, `null` at the end. */
export interface RawMux {
  readonly socket: Socket;
  send(message: PlistDict, tag?: number): void;
  next(): Promise<(PlistDict & { tag: number }) | null>;
  ask(message: PlistDict): Promise<PlistDict | null>;
}

export interface RawLockdown {
  readonly socket: Socket;
  ask(request: PlistDict): Promise<PlistDict | null>;
  startTls(record: PairRecord): Promise<void>;
  /** Ends TLS; what follows is plain. */
  stopTls(): Promise<void>;
}

export async function rawMux(address: string): Promise<RawMux> {
  const socket = connectTo(address.replace(/^UNIX:/, ''));
  socket.on('error', () => socket.destroy());
  await nextOf(socket, ['connect', 'close']);
  const send = (message: PlistDict, tag = 7) => void socket.write(frameOf(message, tag));
  const next = () => nextFrame(socket);
  return {
    socket,
    send,
    next,
    ask: (message) => {
      send(message);
      return next();
    },
  };
}

/** Connects to a port of the device that the mux lists under `udid`; `null` when it is refused or gone. */
export async function rawDevice(
  address: string,
  udid: string,
  port = 62_078,
): Promise<RawLockdown | null> {
  const mux = await rawMux(address);
  const list = await mux.ask({ MessageType: 'ListDevices' });
  const devices = (list?.['DeviceList'] ?? []) as { DeviceID: number; Properties: PlistDict }[];
  const found = devices.find(({ Properties }) => Properties['SerialNumber'] === udid);
  const PortNumber = ((port & 0xff) << 8) | (port >> 8);
  const reply = await mux.ask({
    MessageType: 'Connect',
    DeviceID: found?.DeviceID ?? 0,
    PortNumber,
  });
  if (reply?.['Number'] === 0) return talkOver(mux.socket);
  mux.socket.destroy();
  return null;
}

function talkOver(socket: Socket): RawLockdown {
  let stream: Socket | TLSSocket = socket;
  let ended = Promise.resolve();
  return {
    socket,
    ask: async (request) => {
      if (!stream.destroyed) stream.write(messageOf(request, 'xml'));
      const message = await readMessage(stream);
      return message === null ? null : (decodePlist(message) ?? null);
    },
    startTls: async ({ hostCertificate, hostPrivateKey }) => {
      const records = recordsOf(socket);
      ended = records.ended;
      const tls = connectTls({
        socket: records.leg,
        cert: hostCertificate,
        key: hostPrivateKey,
        rejectUnauthorized: false,
      });
      tls.on('error', () => tls.destroy());
      await nextOf(tls, ['secureConnect', 'close']);
      stream = tls;
    },
    stopTls: async () => {
      stream.end();
      stream = socket;
      socket.write(messageOf({ Request: 'QueryType' }, 'xml'));
      await ended;
      await readMessage(socket);
    },
  };
}

async function nextFrame(socket: Socket): Promise<(PlistDict & { tag: number }) | null> {
  const header = await readExactly(socket, 16);
  const body = header && (await readExactly(socket, header.readUInt32LE(0) - 16));
  const message = body === null ? undefined : decodePlist(body);
  return header === null || message === undefined
    ? null
    : { ...message, tag: header.readUInt32LE(12) };
}
