import type { Duplex } from 'node:stream';

/** The next `length` bytes, or `null` when the stream ends before. What follows stays in the stream. */
export async function readExactly(stream: Duplex, length: number): Promise<Buffer | null> {
  if (length === 0) return Buffer.alloc(0);
  for (;;) {
    const chunk = stream.read(length) as Buffer | null;
    if (chunk !== null) return chunk.length === length ? chunk : null;
    if (stream.readableEnded || stream.destroyed) return null;
    await nextOf(stream, ['readable', 'end', 'close', 'error']);
  }
}

/** Resolves when the bytes have left, or when they no longer can. */
export function write(stream: Duplex, bytes: Uint8Array): Promise<void> {
  if (stream.destroyed || stream.writableEnded) return Promise.resolve();
  return new Promise((resolve) => {
    stream.write(bytes, () => resolve());
  });
}

/** Resolves when the stream has closed. */
export async function closed(stream: Duplex): Promise<void> {
  if (!stream.destroyed) await nextOf(stream, ['close']);
}

/** Resolves at the first of the events. */
export function nextOf(stream: Duplex, events: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });
}
