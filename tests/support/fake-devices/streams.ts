import type { Duplex } from 'node:stream';

/** The next `length` bytes, or `null` when the stream ends before. What follows stays in the stream. */
export async function readExactly(stream: Duplex, length: number): Promise<Buffer | null> {
  let got = Buffer.alloc(0);
  while (got.length < length) {
    // All there is, not `read(length)`: with a part left in its buffer a stream would call itself readable at once,
    // again and again, and the rest would never have its turn to arrive.
    const chunk = stream.read() as Buffer | null;
    if (chunk !== null) got = Buffer.concat([got, chunk]);
    else if (stream.readableEnded || stream.destroyed) return null;
    else await nextOf(stream, ['readable', 'end', 'close', 'error']);
  }
  if (got.length > length) stream.unshift(got.subarray(length));
  return got.subarray(0, length);
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
