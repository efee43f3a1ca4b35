import { attach, detach } from '../mux/shelf.ts';
import type { PlistDict } from '../plist.ts';
import type { Room } from '../room.ts';
import { enrolled, withoutEnrolment } from './cloud-configuration.ts';
import { erase, type Erasure } from './erase.ts';
import type { Stage } from './options.ts';
import type { DeviceState } from './state.ts';

/** The hand on a fake device: what its user, its eraser and Apple's servers do to it. */
export interface FakeDevice {
  readonly udid: string;
  readonly ecid: bigint;
  readonly serial: string;
  readonly locationId: number;
  readonly stage: Stage;
  readonly isPlugged: boolean;
  /** Whether the device asks its user now: trust this computer? */
  readonly isAsking: boolean;
  /** The HostIDs the device trusts. */
  readonly hosts: readonly string[];
  /** The user taps Trust; throws when the device asks nothing. */
  tapTrust(): void;
  /** The user taps Don't Trust; the device asks again when it is plugged in anew. */
  tapDontTrust(): void;
  lock(): void;
  unlock(): void;
  rename(name: string): void;
  setBattery(battery: DeviceState['battery']): void;
  /** USB Restricted Mode: the mux no longer has the device, and has it again. */
  setUsbRestricted(isRestricted: boolean): void;
  erase(erasure?: Erasure): void;
  /** Apple's servers activate the device. */
  activate(): void;
  /** The device fetches its enrolment while Setup Assistant runs; `configuration` over what is usual. */
  applyCloudConfiguration(configuration?: PlistDict): void;
  /** Somebody goes through Setup Assistant to its end. */
  finishSetup(name?: string): void;
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
    get isAsking() {
      return state.dialog?.answer === 'none';
    },
    get hosts() {
      return [...state.hosts.keys()];
    },
    ...byUser(room, state),
    ...byOthers(room, state),
  };
}

function byUser(room: Room, state: DeviceState) {
  return {
    tapTrust: () => answerDialog(room, state, 'trusts'),
    tapDontTrust: () => answerDialog(room, state, 'refuses'),
    lock: () => void (state.isLocked = true),
    unlock: () => void (state.isLocked = false),
    rename: (name: string) => void (state.deviceName = name),
    finishSetup: (name = `Somebody's ${state.className}`) => {
      state.stage = 'setUp';
      state.deviceName = name;
      state.isActivated = true;
      state.cloudConfiguration = {
        ...(state.cloudConfiguration ?? withoutEnrolment),
        CloudConfigurationUIComplete: true,
      };
    },
  };
}

function byOthers(room: Room, state: DeviceState) {
  return {
    setBattery: (battery: DeviceState['battery']) => void (state.battery = battery),
    setUsbRestricted: (isRestricted: boolean) => {
      state.isUsbRestricted = isRestricted;
      if (isRestricted) detach(room, state.udid);
      else attach(room, state);
    },
    erase: (erasure: Erasure = {}) => erase(room, state, erasure),
    activate: () => void (state.isActivated = true),
    applyCloudConfiguration: (configuration: PlistDict = {}) => {
      state.cloudConfiguration = { ...enrolled, ...configuration };
    },
  };
}

function answerDialog(room: Room, state: DeviceState, answer: 'trusts' | 'refuses'): void {
  if (state.dialog?.answer !== 'none') throw new Error(`${state.udid} asks its user nothing`);
  state.dialog.answer = answer;
  room.trusted(state);
}
