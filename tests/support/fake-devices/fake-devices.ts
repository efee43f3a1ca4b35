import { createServer, type Server } from 'node:net';
import { newId } from './certificates.ts';
import { controlsOf, type FakeDevice } from './device/controls.ts';
import type { DeviceOptions, PairRecord } from './device/options.ts';
import { createState } from './device/state.ts';
import { serveMux } from './mux/connection.ts';
import { keepRecordOf } from './mux/records.ts';
import { attach, detach } from './mux/shelf.ts';
import { storedRecord } from './pair-records.ts';
import { encodePlist } from './plist.ts';
import { pairByItself } from './preflight.ts';
import type { Heard, Room, Settings } from './room.ts';

export interface ServerOptions extends Partial<Settings> {
  /** Where the mux listens: a Unix socket, or a port of 127.0.0.1 (0: any free one). */
  readonly socketPath?: string | undefined;
  readonly tcp?: { readonly port: number };
  /** The computer's own id, as ReadBUID answers it. */
  readonly buid?: string;
}

const usual: Settings = {
  format: 'xml',
  recordFormat: 'asSaved',
  idleMs: 10_000,
  preflight: false,
};

export interface FakeDevices {
  /** For USBMUXD_SOCKET_ADDRESS: `UNIX:/path` or `127.0.0.1:port`. */
  readonly address: string;
  readonly buid: string;
  plug(options?: DeviceOptions): FakeDevice;
  /** Detaches a device and ends all its streams. */
  unplug(udid: string): void;
  /** Plugs a device in again that had left; it has a new DeviceID. */
  replug(udid: string): void;
  device(udid: string): FakeDevice | undefined;
  /** Gives the mux the record of a computer that paired earlier; `plug` with `hosts` is the device's side of it. */
  saveRecord(udid: string, record: PairRecord): void;
  hasRecord(udid: string): boolean;
  /** How many sockets are open now, of the mux and of devices. */
  sockets(): number;
  /** Every request so far, in order. */
  conversations(): readonly Heard[];
  close(): Promise<void>;
}

/** A usbmuxd with devices behind it, on a real socket. README.md says what it imitates. */
export async function startFakeDevices(options: ServerOptions): Promise<FakeDevices> {
  const room = createRoom(options);
  const server = createServer((socket) => {
    room.sockets.add(socket);
    socket.on('close', () => room.sockets.delete(socket));
    // A client that leaves in the middle is no fault of the server's.
    socket.on('error', () => socket.destroy());
    void serveMux(room, socket);
  });
  const address = await listen(server, options);
  return { address, ...handleOf(room), close: () => close(server, room) };
}

function createRoom(options: ServerOptions): Room {
  const room: Room = {
    settings: { ...usual, ...options },
    buid: options.buid ?? newId(),
    residents: new Map(),
    attachments: new Map(),
    listeners: new Map(),
    records: new Map(),
    sockets: new Set(),
    heard: [],
    nextDeviceId: 1,
    instants: 0,
    lines: 0,
    unplug: (udid) => detach(room, udid),
    save: (udid, record) => keepRecordOf(room, udid, record),
    trusted: (state) => {
      if (room.settings.preflight) void pairByItself(room, state);
    },
  };
  return room;
}

function handleOf(room: Room): Omit<FakeDevices, 'address' | 'close'> {
  return {
    buid: room.buid,
    ...shelfOf(room),
    saveRecord: (udid, record) => {
      const { state } = room.residents.get(udid) ?? {};
      const stored = storedRecord(record, state?.wifiAddress ?? '');
      keepRecordOf(room, udid, encodePlist(stored, 'xml'));
    },
    hasRecord: (udid) => room.records.has(udid),
    sockets: () => room.sockets.size,
    conversations: () => room.heard,
  };
}

function shelfOf(room: Room) {
  return {
    plug: (options: DeviceOptions = {}) => {
      const state = createState(options, room.residents.size + 1);
      const controls = controlsOf(room, state);
      room.residents.set(state.udid, { state, controls });
      attach(room, state);
      return controls;
    },
    unplug: room.unplug,
    replug: (udid: string) => {
      const resident = room.residents.get(udid);
      if (resident !== undefined) attach(room, resident.state);
    },
    device: (udid: string) => room.residents.get(udid)?.controls,
  };
}

async function listen(server: Server, { socketPath, tcp }: ServerOptions): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if (socketPath === undefined) server.listen(tcp?.port ?? 0, '127.0.0.1', resolve);
    else server.listen(socketPath, resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') return `UNIX:${socketPath}`;
  return `127.0.0.1:${bound.port}`;
}

function close(server: Server, { sockets }: Room): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
