import { connect, type Socket } from 'node:net';
import { cleanText } from '../clean-text.ts';
import type { Limits, LockdownFailure, Outcome } from '../failure.ts';
import type { MuxAddress } from '../mux-address.ts';
import { fail, succeed } from '../result.ts';
import { createWire, type Wire } from './wire.ts';

/** Connects to the daemon. */
export function openWire(address: MuxAddress, limits: Limits): Promise<Outcome<Wire>> {
  if (limits.signal?.aborted === true) return Promise.resolve(fail({ code: 'aborted' }));
  return new Promise((resolve) => {
    const socket = connect(address.kind === 'unix' ? { path: address.path } : { ...address });
    const done = watch(socket, limits, (failure) => {
      done();
      if (failure === undefined) return resolve(succeed(createWire(socket)));
      socket.on('error', () => {}).destroy();
      return resolve(fail(failure));
    });
  });
}

/** Calls once, with a failure or with none when the socket is connected; the returned function takes all away. */
function watch(socket: Socket, { timeoutMs, signal }: Limits, then: (f?: LockdownFailure) => void) {
  const connected = () => then();
  const broken = (error: Error) => then(failureOf(error));
  const abort = () => then({ code: 'aborted' });
  const timer = setTimeout(() => then({ code: 'timedOut' }), timeoutMs);
  socket.on('connect', connected).on('error', broken);
  signal?.addEventListener('abort', abort);
  return () => {
    clearTimeout(timer);
    socket.off('connect', connected).off('error', broken);
    signal?.removeEventListener('abort', abort);
  };
}

function failureOf(error: Error): LockdownFailure {
  const code = 'code' in error ? String(error.code) : error.name;
  if (code === 'EACCES' || code === 'EPERM') return { code: 'notPermitted' };
  return { code: 'noDaemon', text: cleanText(code) };
}
