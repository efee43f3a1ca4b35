import type { DeviceState } from '../device/state.ts';
import type { PlistDict } from '../plist.ts';
import { preflight } from '../preflight.ts';
import type { Attachment, Room } from '../room.ts';
import { attachedMessage } from './attached.ts';

/** Puts a device on the mux's list, under new numbers, and tells the listeners; with preflight, after it. */
export function attach(room: Room, state: DeviceState): void {
  detach(room, state.udid);
  if (state.isUsbRestricted) return;
  if (!room.settings.preflight) {
    show(room, state);
    return;
  }
  const { arrivals } = state;
  void preflight(room, state).then(() => {
    if (state.arrivals === arrivals) show(room, state);
  });
}

function show(room: Room, state: DeviceState): void {
  for (const connection of state.connections) {
    const attachment: Attachment = { deviceId: room.nextDeviceId, state, connection };
    room.nextDeviceId += 1;
    room.attachments.set(attachment.deviceId, attachment);
    tellListeners(room, attachedMessage(attachment));
  }
}

/** Takes a device off the list, tells the listeners, and ends its streams at this instant. */
export function detach(room: Room, udid: string): void {
  const state = room.residents.get(udid)?.state;
  if (state === undefined) return;
  state.arrivals += 1;
  state.dialog = undefined;
  state.ports.clear();
  for (const socket of state.streams) socket.destroy();
  for (const { deviceId, state: shown } of room.attachments.values()) {
    if (shown !== state) continue;
    room.attachments.delete(deviceId);
    tellListeners(room, { MessageType: 'Detached', DeviceID: deviceId });
  }
}

export function tellListeners({ listeners }: Room, message: PlistDict): void {
  for (const push of listeners.values()) push(message);
}
