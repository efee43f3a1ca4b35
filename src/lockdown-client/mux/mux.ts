import type { Duplex } from 'node:stream';
import type { LockdownFailure, Outcome } from '../failure.ts';
import type { PairRecord } from '../lockdown/pair-record.ts';
import type { MuxAddress } from '../mux-address.ts';
import { connectThrough } from './connect.ts';
import type { MuxDevice } from './device.ts';
import { type ListenEvent, listenThrough } from './listen.ts';
import { listDevices, readBuid } from './lists.ts';
import { pairRecordsThrough } from './pair-records.ts';
import type { Daemon } from './request.ts';

/** The daemon that has the devices (usbmuxd, or Apple's own). Each request has a connection of its own. */
export interface Mux {
  /** All that are there now; both lines of one that is on USB and Wi-Fi (`withoutNetworkTwins`). */
  listDevices(signal?: AbortSignal): Promise<Outcome<MuxDevice[]>>;
  /**
   * Tells of devices, first of those that are there. `onEnd` comes once, unless it was stopped before; then nothing comes.
   */
  listen(
    onEvent: (event: ListenEvent) => void,
    onEnd: (failure: LockdownFailure) => void,
  ): () => void;
  /** A stream to a port of a device. The caller owns it, and listens to its errors. */
  connect(deviceId: number, port: number, signal?: AbortSignal): Promise<Outcome<Duplex>>;
  /** The computer's own id. */
  readBuid(signal?: AbortSignal): Promise<Outcome<string>>;
  /** `undefined` when the daemon has none. */
  readPairRecord(udid: string, signal?: AbortSignal): Promise<Outcome<PairRecord | undefined>>;
  /** With the device's number its listeners are told that it is paired. */
  savePairRecord(udid: string, record: PairRecord, of?: Saving): Promise<Outcome<void>>;
  /** Also succeeds when there was none. */
  deletePairRecord(udid: string, signal?: AbortSignal): Promise<Outcome<void>>;
}

export interface Saving {
  readonly deviceId?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface MuxOptions {
  readonly address: MuxAddress;
  /** What the daemon's log calls this program. */
  readonly programName?: string;
  /** For each request. */
  readonly timeoutMs?: number;
}

/** Nothing is connected before something is asked, and nothing stays connected but what listens. */
export function createMux({ address, programName, timeoutMs }: MuxOptions): Mux {
  const daemon: Daemon = {
    address,
    programName: programName ?? 'lockdown-client',
    timeoutMs: timeoutMs ?? 5000,
  };
  return {
    listDevices: (signal) => listDevices(daemon, signal),
    listen: (onEvent, onEnd) => listenThrough(daemon, onEvent, onEnd),
    connect: (deviceId, port, signal) => connectThrough(daemon, { deviceId, port, signal }),
    readBuid: (signal) => readBuid(daemon, signal),
    ...pairRecordsThrough(daemon),
  };
}
