import type { Socket } from 'node:net';
import type { FakeDevice } from './device/controls.ts';
import type { DeviceState } from './device/state.ts';
import type { ConnectionKind, OnInstant } from './instants.ts';
import type { PlistDict, PlistFormat } from './plist.ts';

/** A request that was heard. Says what was asked, never a key, a certificate or an escrow bag. */
export interface Heard {
  readonly connection: ConnectionKind;
  /** Counts connections from 1, so that what came over one socket can be told apart. */
  readonly line: number;
  readonly udid: string | undefined;
  readonly request: string;
  /** What exactly: `com.apple.mobile.battery/BatteryCurrentCapacity`, a service, a port, a record's name. */
  readonly subject: string | undefined;
}

export interface Settings {
  /** How replies of lockdown and services are written; the mux always writes XML. */
  readonly format: PlistFormat;
  /** How pair records are served: as they were saved, or rewritten as a binary list. */
  readonly recordFormat: 'asSaved' | 'binary';
  readonly idleMs: number;
  readonly preflight: boolean;
  readonly onInstant?: OnInstant;
}

/** One line of the mux's list: a device has one per connection type. */
export interface Attachment {
  readonly deviceId: number;
  readonly state: DeviceState;
  readonly connection: 'USB' | 'Network';
}

/** All that the connections of one server share. */
export interface Room {
  readonly settings: Settings;
  readonly buid: string;
  readonly residents: Map<string, { readonly state: DeviceState; readonly controls: FakeDevice }>;
  readonly attachments: Map<number, Attachment>;
  readonly listeners: Map<Socket, (message: PlistDict) => void>;
  readonly records: Map<string, Buffer>;
  readonly sockets: Set<Socket>;
  readonly heard: Heard[];
  nextDeviceId: number;
  instants: number;
  lines: number;
  unplug(udid: string): void;
  /** Keeps a pair record and tells the listeners that its device is paired. */
  save(udid: string, record: Buffer): void;
  /** The user of a device tapped Trust: what the mux does then. */
  trusted(state: DeviceState): void;
}
