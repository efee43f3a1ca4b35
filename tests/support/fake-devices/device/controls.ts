import type { Room } from '../room.ts';
import type { Stage } from './options.ts';
import type { DeviceState } from './state.ts';

/** The hand on a fake device. */
export interface FakeDevice {
  readonly udid: string;
  readonly ecid: bigint;
  readonly serial: string;
  readonly locationId: number;
  readonly stage: Stage;
  readonly isPlugged: boolean;
  /** The HostIDs the device trusts. */
  hosts(): readonly string[];
}

export function controlsOf(room: Room, state: DeviceState): FakeDevice {
  return {
    udid: state.udid,
    ecid: state.ecid,
    serial: state.serial,
    locationId: state.locationId,
    get stage() {
      return state.stage;
    },
    get isPlugged() {
      return [...room.attachments.values()].some((attachment) => attachment.state === state);
    },
    hosts: () => [...state.hosts.keys()],
  };
}
