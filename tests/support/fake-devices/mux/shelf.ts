import type { DeviceState } from '../device/state.ts';
import type { PlistDict } from '../plist.ts';
import type { Attachment, Room } from '../room.ts';
import { attachedMessage } from './attached.ts';

/** Puts a device on the mux's list, under new numbers, and tells the listeners. */
export function attach(room: Room, state: DeviceState): void {
  detach(room, state.udid);
  if (state.isUsbRestricted) return;
  for (const connection of state.connections) {
    const attachment: Attachment = { deviceId: room.nextDeviceId, state, connection };
    room.nextDeviceId += 1;
    room.attachments.set(attachment.deviceId, attachment);
    tellListeners(room, attachedMessage(attachment));
  }
}

/** Takes a device off the list, tells the listeners, and ends its streams at this instant. */
export function detach(room: Room, udid: string): void {
  for (const { deviceId, state } of room.attachments.values()) {
    if (state.udid !== udid) continue;
    room.attachments.delete(deviceId);
    for (const socket of state.streams) socket.destroy();
    state.ports.clear();
    tellListeners(room, { MessageType: 'Detached', DeviceID: deviceId });
  }
}

export function tellListeners({ listeners }: Room, message: PlistDict): void {
  for (const push of listeners.values()) push(message);
}
