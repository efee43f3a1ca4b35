import type { Limits, Outcome } from '../failure.ts';
import type { MuxAddress } from '../mux-address.ts';
import type { PlistDict } from '../plist/value.ts';
import { succeed } from '../result.ts';
import { muxFraming } from '../wire/framing.ts';
import { openWire } from '../wire/open.ts';
import type { Wire } from '../wire/wire.ts';
import { messageIn, requestOf } from './message.ts';

/** Where the daemon is, and how it is spoken to. */
export interface Daemon {
  readonly address: MuxAddress;
  readonly programName: string;
  readonly timeoutMs: number;
}

interface Opened {
  readonly wire: Wire;
  readonly reply: PlistDict;
}

/** Asks over a connection of its own, which is closed again. */
export async function askOnce(
  daemon: Daemon,
  request: PlistDict,
  signal?: AbortSignal,
): Promise<Outcome<PlistDict>> {
  const opened = await openWith(daemon, request, { timeoutMs: daemon.timeoutMs, signal });
  if (!opened.ok) return opened;
  opened.value.wire.end();
  return succeed(opened.value.reply);
}

/** Asks over a new connection, and leaves it open. */
export async function openWith(
  daemon: Daemon,
  request: PlistDict,
  limits: Limits,
): Promise<Outcome<Opened>> {
  const opened = await openWire(daemon.address, limits);
  if (!opened.ok) return opened;
  const wire = opened.value;
  const frame = await wire.ask(requestOf(asFrom(daemon, request)), muxFraming, limits);
  if (!frame.ok) return frame;
  const reply = await messageIn(frame.value);
  if (reply.ok) return succeed({ wire, reply: reply.value });
  wire.end(reply.error);
  return reply;
}

function asFrom({ programName }: Daemon, request: PlistDict): PlistDict {
  return {
    ...request,
    ClientVersionString: programName,
    ProgName: programName,
    kLibUSBMuxVersion: 3,
  };
}
