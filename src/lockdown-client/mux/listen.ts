import type { LockdownFailure, Outcome } from '../failure.ts';
import { numberOf, textOf } from '../plist/fields.ts';
import type { PlistDict } from '../plist/value.ts';
import { fail, succeed } from '../result.ts';
import { muxFraming } from '../wire/framing.ts';
import type { Wire } from '../wire/wire.ts';
import { deviceOf, type MuxDevice } from './device.ts';
import { messageIn, requestTag, resultIn } from './message.ts';
import { type Daemon, openWith } from './request.ts';

export type ListenEvent =
  /** The daemon is there and tells what happens from now on. */
  | { readonly kind: 'listening' }
  | { readonly kind: 'attached'; readonly device: MuxDevice }
  | { readonly kind: 'detached'; readonly deviceId: number }
  /** A pair record was saved for it. */
  | { readonly kind: 'paired'; readonly deviceId: number };

/**
 * Listens on a connection that is sent nothing else ever: the daemon closes one that is (docs/protocol/apple-usb.md#usbmux).
 * Messages that say nothing known are passed over.
 */
export function listenThrough(
  daemon: Daemon,
  onEvent: (event: ListenEvent) => void,
  onEnd: (failure: LockdownFailure) => void,
): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  void start(daemon, signal)
    .then((wire) => {
      if (!wire.ok) return wire.error;
      if (!signal.aborted) onEvent({ kind: 'listening' });
      return passOn(wire.value, signal, onEvent);
    })
    .then((failure) => {
      if (!signal.aborted) onEnd(failure);
    });
  return () => stopped.abort();
}

async function start(daemon: Daemon, signal: AbortSignal): Promise<Outcome<Wire>> {
  const limits = { timeoutMs: daemon.timeoutMs, signal };
  const opened = await openWith(daemon, { MessageType: 'Listen' }, limits);
  if (!opened.ok) return opened;
  const { wire, reply } = opened.value;
  const result = resultIn(reply);
  if (result.ok && result.value === 0) return succeed(wire);
  wire.end();
  return result.ok ? fail({ code: 'refused', number: result.value }) : result;
}

async function passOn(
  wire: Wire,
  signal: AbortSignal,
  onEvent: (event: ListenEvent) => void,
): Promise<LockdownFailure> {
  const stop = () => wire.end({ code: 'aborted' });
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  for (;;) {
    const frame = await wire.next(muxFraming);
    const message = frame.ok ? await messageIn(frame.value, [0, requestTag]) : frame;
    if (!message.ok) {
      wire.end(message.error);
      signal.removeEventListener('abort', stop);
      return message.error;
    }
    const event = eventOf(message.value);
    if (event !== undefined && !signal.aborted) onEvent(event);
  }
}

function eventOf(message: PlistDict): ListenEvent | undefined {
  const deviceId = numberOf(message, 'DeviceID');
  const device = deviceOf(message);
  switch (textOf(message, 'MessageType')) {
    case 'Attached':
      return device && { kind: 'attached', device };
    case 'Detached':
      return deviceId === undefined ? undefined : { kind: 'detached', deviceId };
    case 'Paired':
      return deviceId === undefined ? undefined : { kind: 'paired', deviceId };
    default:
      return undefined;
  }
}
