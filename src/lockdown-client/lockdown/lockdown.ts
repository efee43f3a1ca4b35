import type { Limits, Outcome } from '../failure.ts';
import type { Mux } from '../mux/mux.ts';
import type { PlistValue } from '../plist/value.ts';
import { succeed } from '../result.ts';
import { askingOver } from './ask.ts';
import { type Channel, createChannel } from './channel.ts';
import type { PairRecord } from './pair-record.ts';
import { draftPairRecord, pair, unpair } from './pairing.ts';
import { type Place, sessionsOver } from './session.ts';
import { getValue, queryType, type ValueName } from './values.ts';

/** A conversation with the device's lockdown. It ends with the first failure that is not the device's own refusal. */
export interface Lockdown {
  /** `com.apple.mobile.lockdown`, or `com.apple.mobile.restored` while it is being restored. */
  queryType(): Promise<Outcome<string>>;
  /** One value; without a key the whole domain, without a domain that of the device itself. */
  getValue(of: ValueName): Promise<Outcome<PlistValue>>;
  /**
   * New keys and certificates for this computer and this device. Takes up to a second; for repeated attempts one draft
   * is enough, and another one would be another computer to the device.
   */
  draftPairRecord(systemBuid: string): Promise<Outcome<PairRecord>>;
  /** One attempt. The outcome is the record to be saved; `PairingDialogResponsePending` means to ask again later. */
  pair(draft: PairRecord): Promise<Outcome<PairRecord>>;
  /** Makes the device forget this computer. */
  unpair(record: PairRecord): Promise<Outcome<void>>;
  /** From here on in TLS, as the computer of the record; `InvalidHostID` when the device does not trust it. */
  startSession(record: PairRecord): Promise<Outcome<void>>;
  /** Ends the session and, with it, the conversation. */
  stopSession(): Promise<Outcome<void>>;
  /** A stream of its own to a service. Needs a session. */
  startService(name: string): Promise<Outcome<Channel>>;
  /** Takes leave and closes. */
  goodbye(): Promise<void>;
  /** Closes at once. Safe to call twice. */
  close(): void;
}

export interface LockdownOptions extends Limits {
  /** What the device calls this program. */
  readonly label: string;
}

const lockdownPort = 62_078;

/** Connects to the lockdown of a device. Each request has `timeoutMs`; the signal ends all, at any instant. */
export async function openLockdown(
  mux: Mux,
  deviceId: number,
  options: LockdownOptions,
): Promise<Outcome<Lockdown>> {
  const stream = await mux.connect(deviceId, lockdownPort, options.signal);
  if (!stream.ok) return stream;
  return succeed(lockdownOver(createChannel(stream.value, options), { mux, deviceId, options }));
}

function lockdownOver(channel: Channel, place: Place): Lockdown {
  const ask = askingOver(channel, place.options.label);
  return {
    queryType: () => queryType(ask),
    getValue: (of) => getValue(ask, of),
    draftPairRecord: (systemBuid) => draftPairRecord(ask, systemBuid),
    pair: (draft) => pair(ask, draft),
    unpair: (record) => unpair(ask, record),
    ...sessionsOver(ask, channel, place),
    goodbye: async () => {
      await ask('Goodbye');
      channel.close();
    },
    close: () => channel.close(),
  };
}
