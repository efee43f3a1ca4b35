import type { DeviceSymptom } from '../../../core/facts/device-symptom.ts';
import type { DeviceProbe, ProbeAnswer } from '../../../core/ports.ts';
import {
  type Lockdown,
  type LockdownFailure,
  type Mux,
  type MuxDevice,
} from '../../../lockdown-client/index.ts';
import type { MuxWatch } from '../usbmux/mux-watch.ts';
import { openLockdownOf, readDict, type Talk } from './talk.ts';
import { toldInTrust } from './told-in-trust.ts';
import { toldUnpaired } from './told-unpaired.ts';

/** An app that ends is given two seconds. */
const LAST_WORD = 1_500;
/** What lockdown's port says of itself while a computer restores the device (docs/protocol/apple-usb.md#modes). */
const RESTORED = 'com.apple.mobile.restored';

/** Asks devices through usbmux: what anybody may know, more where it trusts this computer, and the signs of a reset. */
export function createLockdownProbe(mux: Mux, watch: MuxWatch): DeviceProbe {
  const ending = new Set<Promise<unknown>>();
  const mustEnd = <T>(work: Promise<T>): Promise<T> => {
    ending.add(work);
    return work.finally(() => ending.delete(work));
  };
  return {
    async settled() {
      await Promise.race([Promise.allSettled(ending), pause(LAST_WORD)]);
    },
    async ask(usb, { allowPairing, cancelled, onPairing = () => undefined }) {
      const device = await watch.waitFor(usb, cancelled);
      if (!device) return silent(watch.trouble() ?? 'usbRestricted');
      const over = new AbortController();
      void cancelled?.then(() => over.abort());
      return converse({ mux, device, allowPairing, onPairing, mustEnd, signal: over.signal });
    },
    watch: (listener) =>
      watch.subscribe((change) => {
        if (change.kind === 'ready' || change.kind === 'attached') listener(change.device.udid);
        if (change.kind === 'trouble' && !watch.trouble()) listener();
      }),
  };
}

async function converse(talk: Talk): Promise<ProbeAnswer> {
  const opened = await openLockdownOf(talk, talk.signal);
  if (!opened.ok) return silent(symptomOf(opened.error), opened.error);
  const lockdown = opened.value;
  try {
    const type = await lockdown.queryType();
    if (type.ok && type.value === RESTORED) return restoring(talk.device);
    return await askAll(talk, lockdown);
  } finally {
    lockdown.close();
  }
}

async function askAll(talk: Talk, lockdown: Lockdown): Promise<ProbeAnswer> {
  const values = await readDict(lockdown, {});
  if (!values.ok) return silent(symptomOf(values.error), values.error);
  const unpaired = toldUnpaired(values.value);
  const trusted = await toldInTrust(talk);
  return { ...unpaired, ...trusted, raw: { ...unpaired.raw, ...trusted.raw } };
}

function restoring({ udid }: MuxDevice): ProbeAnswer {
  return { udid, isRestoreRamdisk: true, hasTriedPairing: false, raw: { QueryType: RESTORED } };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());
}

/** Pairing was not tried with a device that could not be asked. */
function silent(symptom: DeviceSymptom, failure?: LockdownFailure): ProbeAnswer {
  return { symptom, hasTriedPairing: false, raw: failure ? { usbmux: failure.code } : {} };
}

function symptomOf(failure: LockdownFailure): DeviceSymptom {
  if (failure.code === 'noDaemon') return 'noDaemon';
  if (failure.code === 'notPermitted') return 'daemonNotPermitted';
  const isLocked = failure.code === 'device' && failure.name === 'PasswordProtected';
  return isLocked ? 'locked' : 'noAnswer';
}
