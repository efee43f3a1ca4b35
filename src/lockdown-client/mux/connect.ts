import type { Duplex } from 'node:stream';
import type { LockdownFailure, Outcome } from '../failure.ts';
import { fail, succeed } from '../result.ts';
import { resultIn } from './message.ts';
import { type Daemon, openWith } from './request.ts';

const badDevice = 2;

interface Target {
  readonly deviceId: number;
  readonly port: number;
  readonly signal: AbortSignal | undefined;
}

/** Connects to a port of a device: docs/protocol/apple-usb.md#usbmux. */
export async function connectThrough(
  daemon: Daemon,
  { deviceId, port, signal }: Target,
): Promise<Outcome<Duplex>> {
  const request = {
    MessageType: 'Connect',
    DeviceID: deviceId,
    PortNumber: inNetworkOrder(port),
  };
  const opened = await openWith(daemon, request, { timeoutMs: daemon.timeoutMs, signal });
  if (!opened.ok) return opened;
  const { wire, reply } = opened.value;
  const result = resultIn(reply);
  if (result.ok && result.value === 0) return succeed(wire.release());
  wire.end();
  return result.ok ? fail(refusalOf(result.value)) : result;
}

function inNetworkOrder(port: number): number {
  return ((port & 0xff) << 8) | (port >> 8);
}

function refusalOf(number: number): LockdownFailure {
  return number === badDevice ? { code: 'noSuchDevice' } : { code: 'refused', number };
}
