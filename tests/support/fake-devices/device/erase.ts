import { attach, detach } from '../mux/shelf.ts';
import type { Room } from '../room.ts';
import type { DeviceState } from './state.ts';

export interface Erasure {
  /** Whether the eraser leaves its time in NVRAM; a restore by a computer leaves none. Default: yes. */
  readonly stamp?: boolean;
  /** When the eraser was done. Default: now. */
  readonly at?: Date;
  /** Whether the device comes back by itself; otherwise `replug` brings it. Default: yes. */
  readonly isBack?: boolean;
}

/** The device leaves, forgets all that is its user's, and comes back in Setup Assistant. */
export function erase(room: Room, state: DeviceState, erasure: Erasure): void {
  const { stamp = true, at = new Date(), isBack = true } = erasure;
  detach(room, state.udid);
  state.hosts.clear();
  state.stage = 'setupAssistant';
  state.deviceName = state.className;
  state.isActivated = false;
  state.isLocked = false;
  state.cloudConfiguration = undefined;
  state.untrustedHostBuid = undefined;
  if (stamp) state.nvram = { ...state.nvram, obliteration: stampOf(at) };
  if (isBack) attach(room, state);
}

function stampOf(at: Date): Buffer {
  return Buffer.from(`EACS Done @${Math.floor(at.getTime() / 1000)}`);
}
