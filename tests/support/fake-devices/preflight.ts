import { makePairRecord } from './certificates.ts';
import type { DeviceState } from './device/state.ts';
import { pair } from './lockdown/pairing.ts';
import { certificatesOf, storedRecord } from './pair-records.ts';
import { decodePlist, encodePlist, textOf } from './plist.ts';
import type { Room } from './room.ts';

/**
 * What usbmuxd on Linux does before it shows a device: it tries to pair by itself, so that a device in Setup
 * Assistant is paired and any other asks its user.
 */
export async function preflight(room: Room, state: DeviceState): Promise<void> {
  if (state.stage === 'restore' || isTrusted(room, state)) return;
  state.untrustedHostBuid = room.buid;
  await pairByItself(room, state);
}

/** Pairs as the mux's own computer; keeps the record when the device agrees. */
export async function pairByItself(room: Room, state: DeviceState): Promise<void> {
  const record = await makePairRecord(room.buid);
  const reply = await pair(state, { PairRecord: certificatesOf(record) });
  if (reply['Error'] !== undefined) return;
  room.save(state.udid, encodePlist(storedRecord(record, state.wifiAddress), 'binary'));
}

function isTrusted({ records }: Room, state: DeviceState): boolean {
  const saved = records.get(state.udid);
  const record = saved === undefined ? undefined : decodePlist(saved);
  return record !== undefined && state.hosts.has(textOf(record, 'HostID') ?? '');
}
