import { newId } from '../certificates.ts';
import type { DeviceState, TrustedHost } from '../device/state.ts';
import { type PlistDict, textOf } from '../plist.ts';
import type { Room } from '../room.ts';
import { getValue } from './get-value.ts';
import { pair, unpair, validatePair } from './pairing.ts';
import { startService } from './start-service.ts';

export interface Session {
  readonly id: string;
  readonly hostId: string;
  readonly host: TrustedHost;
}

export interface Asked {
  readonly room: Room;
  readonly device: DeviceState;
  readonly session: Session | undefined;
}

/** A reply, and what follows it: TLS begins, TLS ends, or something happens and the connection is over. */
export interface Answer {
  readonly reply: PlistDict;
  readonly after?: Session | 'stopSession' | (() => void);
}

type Answering = (asked: Asked, request: PlistDict) => Answer | Promise<Answer>;

/** The reply to one request, without its name. */
export function answerRequest(asked: Asked, request: PlistDict): Answer | Promise<Answer> {
  const known = asked.device.stage === 'restore' ? ofRestored : ofLockdown;
  const answering = known[textOf(request, 'Request') ?? ''];
  return answering === undefined
    ? { reply: { Error: 'InvalidRequest' } }
    : answering(asked, request);
}

const ofRestored: Record<string, Answering> = {
  QueryType: () => ({ reply: { Type: 'com.apple.mobile.restored', RestoreProtocolVersion: 15 } }),
  Goodbye: goodbye,
};

const ofLockdown: Record<string, Answering> = {
  QueryType: () => ({ reply: { Type: 'com.apple.mobile.lockdown' } }),
  GetValue: async ({ device, session }, request) => ({
    reply: await getValue(device, request, session !== undefined),
  }),
  SetValue: ({ device, session }, request) => ({
    reply: setValue(device, request, session !== undefined),
  }),
  RemoveValue: () => ({ reply: { Error: 'RemoveProhibited' } }),
  Pair: async ({ device }, request) => ({ reply: await pair(device, request) }),
  ValidatePair: ({ device }, request) => ({ reply: validatePair(device, request) }),
  Unpair: ({ device }, request) => ({ reply: unpair(device, request) }),
  StartSession: startSession,
  StopSession: stopSession,
  StartService: ({ device, session }, request) => ({
    reply: startService(device, request, session?.hostId),
  }),
  EnterRecovery: enterRecovery,
  Goodbye: goodbye,
};

function setValue(device: DeviceState, request: PlistDict, isInSession: boolean): PlistDict {
  const [key, value] = [textOf(request, 'Key'), textOf(request, 'Value')];
  if (textOf(request, 'Domain') !== undefined || value === undefined)
    return { Error: 'SetProhibited' };
  if (key === 'UntrustedHostBUID') device.untrustedHostBuid = value;
  else if (key === 'DeviceName' && isInSession) device.deviceName = value;
  else return { Error: 'SetProhibited' };
  return { Key: key, Value: value };
}

function startSession({ device, session }: Asked, request: PlistDict): Answer {
  const hostId = textOf(request, 'HostID');
  if (session !== undefined) return { reply: { Error: 'SessionActive' } };
  if (hostId === undefined) return { reply: { Error: 'MissingHostID' } };
  const host = device.hosts.get(hostId);
  if (host === undefined) return { reply: { Error: 'InvalidHostID' } };
  const id = newId();
  return { reply: { SessionID: id, EnableSessionSSL: true }, after: { id, hostId, host } };
}

function stopSession({ session }: Asked, request: PlistDict): Answer {
  if (session === undefined) return { reply: { Error: 'SessionInactive' } };
  const id = textOf(request, 'SessionID');
  if (id === undefined) return { reply: { Error: 'MissingSessionID' } };
  if (id !== session.id) return { reply: { Error: 'InvalidSessionID' } };
  return { reply: {}, after: 'stopSession' };
}

function enterRecovery({ room, device, session }: Asked): Answer {
  if (session === undefined) return { reply: { Error: 'SessionInactive' } };
  return { reply: {}, after: () => room.unplug(device.udid) };
}

function goodbye(): Answer {
  return { reply: { Result: 'Success' }, after: () => {} };
}
