import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import createBinary from 'bplist-creator';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../src/lockdown-client/index.ts';
import { readPlist } from '../../src/lockdown-client/plist/read.ts';
import type { PlistDict } from '../../src/lockdown-client/plist/value.ts';
import { writePlist } from '../../src/lockdown-client/plist/write-xml.ts';
import { deepList, sharedReferences } from '../support/fake-devices/hostile/lists.ts';
import { muxAt, open } from './client.ts';
import { muxBefore } from './hostile-device.ts';
import { frame, rawDaemons, xml } from './raw-daemon.ts';
import { longestTurn } from './stalls.ts';

// More runs, for a night: RESETBENCH_FUZZ_RUNS=100000 npx vitest run tests/lockdown-client/fuzz.test.ts
const numRuns = Number(process.env['RESETBENCH_FUZZ_RUNS'] ?? 150);
const timeout = 30_000 + numRuns * 100;
const start = rawDaemons();

// What XML can hold; that the rest is dropped has a test of its own.
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);
const { list } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, tie('items'), tie('list')),
  items: fc.array(tie('value'), { maxLength: 4 }),
  list: fc.dictionary(text, tie('value'), { maxKeys: 5, noNullPrototype: true }),
}));
const dict = list as fc.Arbitrary<PlistDict>;

/** A list, whole or with some bytes that were changed, put in or left out. */
const broken = fc
  .tuple(dict, fc.boolean(), fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.nat(255)), { maxLength: 4 }))
  .map(([value, isBinary, changes]) => {
    const bytes = [...(isBinary ? createBinary(value) : writePlist(value))];
    for (const [at, cut, byte] of changes) bytes.splice(at % bytes.length, cut, byte);
    return Buffer.from(bytes);
  });

/** Objects of a binary list that refer to each other as they like. */
const tangled = fc
  .array(fc.uint8Array({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 24 })
  .chain((objects) => fc.tuple(fc.constant(objects), fc.nat(24), fc.integer({ min: 1, max: 2 })))
  .map(([objects, top, size]) => {
    const body = Buffer.concat([Buffer.from('bplist00'), ...objects]);
    const trailer = Buffer.alloc(32);
    trailer.set([size, size], 6);
    trailer.set([objects.length], 15);
    trailer.set([top], 23);
    trailer.writeUInt32BE(body.length, 28);
    const starts = objects.map((_, index) => Buffer.concat(objects.slice(0, index)).length + 8);
    const offsets = Buffer.alloc(objects.length * size);
    starts.forEach((offset, index) => offsets.writeUIntBE(offset, index * size, size));
    return Buffer.concat([body, offsets, trailer]);
  });

const anyList = fc.oneof(
  broken,
  tangled,
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.nat(60).map(deepList),
  fc.nat(40).map(sharedReferences),
);

describe('a property list', () => {
  it(
    'is read or refused, whatever it is',
    () => {
      fc.assert(
        fc.property(anyList, (bytes) => {
          const outcome = readPlist(bytes);
          expect(outcome.ok || ['malformed', 'tooLarge'].includes(outcome.error.code)).toBe(true);
        }),
        { numRuns: numRuns * 20 },
      );
    },
    timeout,
  );

  it(
    'is the same after it was written and read',
    () => {
      fc.assert(
        fc.property(dict, (value) => {
          const outcome = readPlist(writePlist(value));
          expect(outcome.ok && plain(outcome.value)).toEqual(plain(value));
        }),
        { numRuns },
      );
    },
    timeout,
  );
});

/** What a hostile peer sends: honest and broken frames in any order, cut anywhere, and then its end or silence. */
const sent = (framed: (bytes: Buffer, length?: number) => Buffer) =>
  fc.record({
    bytes: fc
      .array(
        fc.oneof(
          anyList.map((bytes) => framed(bytes)),
          dict.map((value) => framed(writePlist(value))),
          fc.tuple(anyList, fc.nat(0xffff_ffff)).map(([bytes, length]) => framed(bytes, length)),
          fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
        ),
        { maxLength: 4 },
      )
      .map((parts) => Buffer.concat(parts)),
    cuts: fc.array(fc.nat(), { maxLength: 3 }),
    isOver: fc.boolean(),
  });

interface Sent {
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
  readonly isOver: boolean;
}

describe('a peer', () => {
  it(
    'may send anything for the daemon',
    async () => {
      let now: Sent | undefined;
      const daemon = await start((socket) => socket.once('data', () => send(socket, now)));
      const mux = muxAt(daemon.address, 20);
      const ask = fc.asyncProperty(sent(muxFrame), async (next) => {
        now = next;
        expectNamed(await mux.listDevices());
        expectNamed(await mux.readPairRecord('a'.repeat(40)));
        expectNamed(await mux.connect(1, 1).then(destroyed));
      });
      await fc.assert(ask, { numRuns });
      await vi.waitFor(() => expect(daemon.sockets()).toBe(0));
    },
    timeout,
  );

  it(
    'may send anything for lockdown',
    async () => {
      let now: Sent | undefined;
      const daemon = await start(muxBefore((socket) => send(socket, now)));
      const mux = muxAt(daemon.address);
      const ask = fc.asyncProperty(sent(lockdownFrame), async (next) => {
        now = next;
        const lockdown = await open(mux, '', { timeoutMs: 20 });
        if (!lockdown.ok) throw new Error(lockdown.error.code);
        expectNamed(await lockdown.value.queryType());
        expectNamed(await lockdown.value.getValue({}));
        lockdown.value.close();
      });
      await fc.assert(ask, { numRuns });
      await vi.waitFor(() => expect(daemon.sockets()).toBe(0));
    },
    timeout,
  );

  it(
    'may speak to a listener without an end, and keeps nobody else waiting',
    async () => {
      const daemon = await start((socket) => socket.once('data', () => flood(socket)));
      const rounds = [];
      const heard: unknown[] = [];
      const listen = async () => heard.push(...(await hear(daemon.address, 300)));
      for (const _ of [1, 2, 3]) rounds.push(await longestTurn(listen));
      expect(heard).toEqual(rounds.map(() => ({ kind: 'listening' })));
      expect(Math.min(...rounds)).toBeLessThan(50);
    },
    timeout,
  );
});

/** The closed union of what may go wrong; a device's own words among it. */
function expectNamed(outcome: Outcome<unknown>): void {
  expect(outcome.ok || /^[a-zA-Z]+$/.test(outcome.error.code)).toBe(true);
}

function destroyed(stream: Outcome<Duplex>): Outcome<Duplex> {
  if (stream.ok) stream.value.destroy();
  return stream;
}

function send(socket: Socket, sending: Sent | undefined): void {
  const { bytes, cuts, isOver } = sending ?? { bytes: Buffer.alloc(0), cuts: [], isOver: true };
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted(
    (a, b) => a - b,
  );
  places.forEach((place, index) => socket.write(bytes.subarray(places[index - 1] ?? 0, place)));
  if (isOver) socket.end();
}

function flood(socket: Socket): void {
  const yes = xml(
    '<key>MessageType</key><string>Result</string><key>Number</key><integer>0</integer>',
  );
  socket.write(frame(yes));
  const many = Buffer.concat(Array<Buffer>(2000).fill(frame('<plist><dict/></plist>', { tag: 0 })));
  const more = () => {
    while (!socket.destroyed && socket.write(many));
  };
  socket.on('drain', more);
  more();
}

/** Listens for so many turns of the event loop; what was heard, and how it ended if it did. */
async function hear(address: string, turns: number): Promise<unknown[]> {
  const heard: unknown[] = [];
  const note = (each: unknown) => void heard.push(each);
  const stop = muxAt(address).listen(note, note);
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
  stop();
  return heard;
}

function muxFrame(bytes: Buffer, length?: number): Buffer {
  return frame(bytes, length === undefined ? {} : { length });
}

function lockdownFrame(bytes: Buffer, length = bytes.length): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(length, 0);
  return Buffer.concat([header, bytes]);
}

/** Comparable, whatever prototype and kind of bytes. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, inner]) => [key, plain(inner)]);
}
