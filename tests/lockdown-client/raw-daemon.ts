import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** Serves sockets by hand where the fake daemon is too well behaved; ends with the test. */
export function rawDaemons(): (serve: (socket: Socket) => void) => Promise<RawDaemon> {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });
  return async (serve) => {
    const folder = mkdtempSync(join(tmpdir(), 'raw-daemon-'));
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
      // Only a socket that is read hears that the other side has gone.
      socket.resume();
      serve(socket);
    });
    const path = join(folder, 'mux');
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    ends.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
      rmSync(folder, { recursive: true });
    });
    return { address: `UNIX:${path}`, sockets: () => sockets.size };
  };
}

export interface RawDaemon {
  readonly address: string;
  sockets(): number;
}

/** A frame of the daemon's, with a length of its own making. */
export function frame(body: string | Buffer, header: Header = {}): Buffer {
  const bytes = Buffer.from(body as string);
  const { length = bytes.length + 16, version = 1, message = 8, tag = 1 } = header;
  const words = Buffer.alloc(16);
  [length, version, message, tag].forEach((word, index) => words.writeUInt32LE(word, index * 4));
  return Buffer.concat([words, bytes]);
}

export interface Header {
  readonly length?: number;
  readonly version?: number;
  readonly message?: number;
  readonly tag?: number;
}

export function xml(inner: string): string {
  return `<plist version="1.0"><dict>${inner}</dict></plist>`;
}
