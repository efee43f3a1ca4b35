import type { Duplex } from 'node:stream';
import type { Limits, LockdownFailure, Outcome } from '../failure.ts';
import { fail, succeed } from '../result.ts';
import { type Framing, readFrame } from './framing.ts';
import { startTls, tlsFailureOf, type TlsIdentity } from './tls.ts';

/** One connection, read in one place. Whatever goes wrong destroys the socket, and all that waits is told the same. */
export interface Wire {
  /** Sends, and reads the one frame that answers. A second call waits for the first. */
  ask(bytes: Uint8Array, framing: Framing, limits: Limits): Promise<Outcome<Buffer>>;
  /** Reads the next frame, however long that takes. */
  next(framing: Framing): Promise<Outcome<Buffer>>;
  /** Goes on as TLS's client over the same socket. */
  secure(identity: TlsIdentity, limits: Limits): Promise<Outcome<void>>;
  /** Gives the stream away; this wire is over, and reads no more. */
  release(): Duplex;
  /** Ends it, because of a failure or because it is done. Safe to call twice. */
  end(failure?: LockdownFailure): void;
}

interface State {
  readonly socket: Duplex;
  /** The socket, or TLS over it. */
  stream: Duplex;
  /** Whoever waits: for so many bytes, or (with none) for TLS. */
  waiting: { readonly length: number; settle(outcome: Outcome<Buffer>): void } | undefined;
  ended: LockdownFailure | undefined;
  turn: Promise<unknown>;
  /** Stops reading `stream`. */
  detach: () => void;
}

const closed: LockdownFailure = { code: 'closed' };
const unasked: LockdownFailure = { code: 'malformed', text: 'bytes nobody asked for' };

/** Takes a connected socket over: nobody else reads it from now on. */
export function createWire(socket: Duplex): Wire {
  const state: State = {
    socket,
    stream: socket,
    waiting: undefined,
    ended: undefined,
    turn: Promise.resolve(),
    detach: () => {},
  };
  attach(state, socket);
  if (socket.destroyed) end(state, closed);
  return {
    ask: (bytes, framing, limits) =>
      inTurn(state, limits, () => {
        // What lies there unasked would be taken for the answer.
        if (state.stream.readableLength > 0) end(state, unasked);
        if (state.ended === undefined) state.stream.write(bytes);
        return next(state, framing);
      }),
    next: (framing) => next(state, framing),
    secure: (identity, limits) => inTurn(state, limits, () => secure(state, identity)),
    release: () => {
      state.detach();
      state.ended = closed;
      return socket;
    },
    end: (failure = closed) => end(state, failure),
  };
}

// `readable` alone, and one listener for good: a stream that is read in two places gives each answer twice.
function attach(state: State, stream: Duplex): void {
  state.stream = stream;
  const pump = () => serve(state);
  const over = () => end(state, closed);
  const broken = (error: Error) => end(state, tlsFailureOf(error) ?? closed);
  stream.on('readable', pump).on('end', over).on('close', over).on('error', broken);
  state.detach = () => {
    // The next owner may not listen at once, and an error nobody hears ends the program.
    stream.on('error', () => {});
    stream.off('readable', pump).off('end', over).off('close', over).off('error', broken);
  };
}

function end(state: State, failure: LockdownFailure): void {
  if (state.ended !== undefined) return;
  state.ended = failure;
  state.stream.destroy();
  state.socket.destroy();
  settle(state, fail(failure));
}

function settle(state: State, outcome: Outcome<Buffer>): void {
  const { waiting } = state;
  state.waiting = undefined;
  waiting?.settle(outcome);
}

function serve(state: State): void {
  const length = state.waiting?.length ?? 0;
  if (length === 0) return;
  const bytes = state.stream.read(length) as Buffer | null;
  if (bytes === null) return;
  // A stream that ends hands out what is left, however little.
  if (bytes.length < length) end(state, closed);
  else settle(state, succeed(bytes));
}

function read(state: State, length: number): Promise<Outcome<Buffer>> {
  if (state.ended !== undefined) return Promise.resolve(fail(state.ended));
  if (length === 0) return Promise.resolve(succeed(Buffer.alloc(0)));
  return new Promise((resolve) => {
    state.waiting = { length, settle: resolve };
    serve(state);
  });
}

async function next(state: State, framing: Framing): Promise<Outcome<Buffer>> {
  const frame = await readFrame((length) => read(state, length), framing);
  if (!frame.ok) end(state, frame.error);
  return frame;
}

function secure(state: State, identity: TlsIdentity): Promise<Outcome<void>> {
  if (state.socket.readableLength > 0) end(state, unasked);
  if (state.ended !== undefined) return Promise.resolve(fail(state.ended));
  const tls = startTls(state.socket, identity);
  if (!tls.ok) {
    end(state, tls.error);
    return Promise.resolve(tls);
  }
  state.detach();
  attach(state, tls.value);
  return new Promise((resolve) => {
    state.waiting = {
      length: 0,
      settle: (outcome) => resolve(outcome.ok ? succeed(undefined) : outcome),
    };
    tls.value.once('secureConnect', () => settle(state, succeed(Buffer.alloc(0))));
  });
}

/** One after the other, each within its limits; a limit that is reached ends the connection. */
function inTurn<T>(state: State, limits: Limits, work: () => Promise<Outcome<T>>) {
  const turn = state.turn.then(() => within(state, limits, work));
  state.turn = turn;
  return turn;
}

async function within<T>(state: State, { timeoutMs, signal }: Limits, work: () => Promise<T>) {
  const abort = () => end(state, { code: 'aborted' });
  if (signal?.aborted === true) abort();
  const timer = setTimeout(() => end(state, { code: 'timedOut' }), timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
