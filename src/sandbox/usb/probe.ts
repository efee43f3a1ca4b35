import { chanceOf } from '../../core/chance.ts';
import type { DeviceSymptom } from '../../core/facts/device-symptom.ts';
import type { DeviceProbe, ProbeAnswer, UsbDevice } from '../../core/ports.ts';
import { isTrusting, type SimulatedDevice } from '../world/device.ts';
import type { World } from '../world/world.ts';
import { toldInSession, toldOfReset, toldToAnybody } from './told.ts';

export interface SimulatedProbe {
  readonly probe: DeviceProbe;
  /** Tells whose symptom has ended since the last time. */
  refresh(): void;
}

/**
 * Asks the plugged devices as lockdown would: to strangers they tell who they are, in a session their serial number,
 * battery and state as well. In Setup Assistant they pair with whoever may try, silently; the pairing is undone once
 * everything was asked (docs/protocol/apple-usb.md#pairing).
 */
export function createSimulatedProbe(world: World): SimulatedProbe {
  const listeners = new Set<(id?: string) => void>();
  let suffering = sufferers(world);
  return {
    probe: {
      ask(asked, { allowPairing }) {
        const device = pluggedIn(world, asked);
        return Promise.resolve(device && answerOf(world, device, allowPairing));
      },
      watch(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    refresh() {
      const before = suffering;
      suffering = sufferers(world);
      for (const { hardware } of before) {
        const hasEnded = world.device(hardware.serial)?.symptom === null;
        for (const listener of hasEnded ? listeners : []) listener(hardware.udid);
      }
    },
  };
}

function sufferers(world: World): readonly SimulatedDevice[] {
  return Object.values(world.state.slots).flatMap((serial) => {
    const device = world.device(serial);
    return device && device.symptom !== null ? [device] : [];
  });
}

function pluggedIn(world: World, asked: UsbDevice): SimulatedDevice | undefined {
  const serial = world.state.slots[asked.port];
  const device = serial === undefined ? undefined : world.device(serial);
  const isOn = device?.mode === 'normal' || device?.mode === 'restoreRamdisk';
  const isSame = device?.hardware.udid.replace('-', '') === asked.serialString;
  return isOn && isSame && !device.isAway ? device : undefined;
}

/** With these nothing at all is heard of a device, with the others what it tells strangers. */
const SILENT: readonly DeviceSymptom[] = [
  'usbRestricted',
  'noDaemon',
  'daemonNotPermitted',
  'noAnswer',
];

function answerOf(world: World, device: SimulatedDevice, allowPairing: boolean): ProbeAnswer {
  if (device.mode === 'restoreRamdisk') {
    return { ...UNTRIED, isRestoreRamdisk: true, raw: { QueryType: 'com.apple.mobile.restored' } };
  }
  const { symptom } = device;
  // Coming and going is seen by the bench itself.
  if (symptom !== null && symptom !== 'reEnumerating') return answerOfSufferer(device, symptom);
  if (isTrusting(device)) {
    const ofReset = allowPairing ? toldOfReset(device) : STRANGER;
    return combined(toldToAnybody(device), toldInSession(world, device), ofReset, UNTRIED);
  }
  const trust = device.pairedAt === null ? STRANGER : FORGOTTEN;
  if (allowPairing) return combined(toldToAnybody(device), trust, paired(world, device));
  const stale: ProbeAnswer = { symptom: 'stalePairing', raw: {} };
  return combined(toldToAnybody(device), trust, trust === FORGOTTEN ? stale : STRANGER);
}

const STRANGER: ProbeAnswer = { raw: {} };
const UNTRIED: ProbeAnswer = { hasTriedPairing: false, raw: {} };
/** It was erased since this bench paired with it, or told to trust nobody any more. */
const FORGOTTEN: ProbeAnswer = { signs: ['trustLost'], raw: { StartSession: 'InvalidHostID' } };

function answerOfSufferer(device: SimulatedDevice, symptom: DeviceSymptom): ProbeAnswer {
  if (SILENT.includes(symptom)) return { ...UNTRIED, symptom };
  const trust = symptom === 'stalePairing' ? FORGOTTEN : STRANGER;
  return combined(toldToAnybody(device), trust, { symptom, raw: {} });
}

const SILENTLY: ProbeAnswer = {
  signs: ['pairedSilently'],
  isInSetupAssistant: true,
  raw: { Pair: 'Success' },
};

/** A device that is set up wants its passcode first, or asks its user, and nobody answers. */
function paired(world: World, device: SimulatedDevice): ProbeAnswer {
  if (device.stage !== 'inUse') {
    return combined(SILENTLY, toldInSession(world, device), toldOfReset(device));
  }
  const isLocked = chanceOf(world.seed, `passcode/${device.hardware.serial}`).isLikely(0.5);
  return isLocked
    ? { symptom: 'locked', raw: { Pair: 'PasswordProtected' } }
    : { symptom: 'trustPending', raw: { Pair: 'PairingDialogResponsePending' } };
}

/** All of it together; of contradictions the last counts. */
function combined(...answers: readonly ProbeAnswer[]): ProbeAnswer {
  return answers.reduce((before, next) => ({
    ...before,
    ...next,
    signs: [...(before.signs ?? []), ...(next.signs ?? [])],
    raw: { ...before.raw, ...next.raw },
  }));
}
