import type { Room } from '../room.ts';
import { tellListeners } from './shelf.ts';

/** Keeps a pair record as it is given; with the number of a device that is there, its listeners hear of it. */
export function keepRecord(room: Room, id: string, record: Buffer, deviceId?: number): void {
  room.records.set(id, record);
  if (deviceId !== undefined && room.attachments.has(deviceId)) {
    tellListeners(room, { MessageType: 'Paired', DeviceID: deviceId });
  }
}

/** The same, for every line of the list that is the device's. */
export function keepRecordOf(room: Room, udid: string, record: Buffer): void {
  room.records.set(udid, record);
  for (const [deviceId, { state }] of room.attachments) {
    if (state.udid === udid) keepRecord(room, udid, record, deviceId);
  }
}
