import type { DeviceSymptom } from '../../core/facts/device-symptom.ts';
import type { Clock, DeviceProbe, ProbeAnswer } from '../../core/ports.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import { cleanProbeAnswer } from './probe-answer.ts';
import type { SlotEntry } from './slot-entry.ts';
import type { Presence } from './slot-table.ts';

export interface DeviceProbing {
  /** Asks a device in normal mode who it is; asks again when it does not answer, or not fully. */
  ask(slot: SlotEntry, presence: Presence): void;
  /** Drops the question under way, for a device that is not there any more. */
  dropQuestion(presence: Presence): void;
}

interface ProbingOptions {
  readonly probe: DeviceProbe;
  readonly clock: Clock;
  readonly onAnswer: (slot: SlotEntry, presence: Presence, answer: ProbeAnswer) => void;
}

export function createDeviceProbing({ probe, clock, onAnswer }: ProbingOptions): DeviceProbing {
  function dropQuestion(presence: Presence): void {
    presence.round += 1;
    presence.cancelQuestion();
    presence.cancelRetry();
  }

  async function askOnce(slot: SlotEntry, presence: Presence, attempt: number): Promise<void> {
    const round = presence.round;
    const given = await answerOf(probe, presence, takePairing(slot, presence));
    if (presence.round !== round) return;
    const answer = given && cleanProbeAnswer(given);
    if (answer?.hasTriedPairing === false) presence.hasTriedPairing = false;
    const delay = nextQuestionIn(answer, attempt);
    if (delay !== undefined) {
      presence.cancelRetry = clock.after(delay, () => void askOnce(slot, presence, attempt + 1));
    }
    if (answer) onAnswer(slot, presence, answer);
  }

  return {
    dropQuestion,
    ask(slot, presence) {
      dropQuestion(presence);
      const { mode } = presence.device;
      if (mode === 'normal' || mode === 'restoreRamdisk') void askOnce(slot, presence, 0);
    },
  };
}

/** A phone that boots answers late, so does a usbmuxd that its arrival started (docs/protocol/apple-usb.md#ports). */
const RETRY_AFTER = [2 * SECOND, 5 * SECOND, 15 * SECOND];
/** What a person may mend at any time is looked at again for as long as the device is there. */
const LOOK_AGAIN = 30 * SECOND;
/** A device on a hub charges. */
const BATTERY_LASTS = 5 * MINUTE;

const MENDABLE: readonly DeviceSymptom[] = [
  'usbRestricted',
  'noDaemon',
  'daemonNotPermitted',
  'noAnswer',
];

/** Undefined when there is nothing more to hear. */
function nextQuestionIn(answer: ProbeAnswer | undefined, attempt: number): number | undefined {
  const soon = RETRY_AFTER[attempt];
  if (!answer) return soon;
  if (answer.isRestoreRamdisk) return LOOK_AGAIN;
  const { symptom } = answer;
  if (symptom !== undefined) return MENDABLE.includes(symptom) ? (soon ?? LOOK_AGAIN) : undefined;
  return answer.batteryPercent === undefined ? undefined : BATTERY_LASTS;
}

/**
 * Pairing: one attempt, during an open reset, after the device left and came back, since only one in Setup Assistant
 * pairs without asking its user (docs/protocol/apple-usb.md#pairing).
 */
function takePairing(slot: SlotEntry, presence: Presence): boolean {
  const isAllowed = slot.allowsPairing && presence.hasReturned && !presence.hasTriedPairing;
  if (isAllowed) presence.hasTriedPairing = true;
  return isAllowed;
}

async function answerOf(probe: DeviceProbe, presence: Presence, allowPairing: boolean) {
  const cancelled = new Promise<void>((resolve) => {
    presence.cancelQuestion = resolve;
  });
  try {
    return await probe.ask(presence.usb, { allowPairing, cancelled });
  } catch {
    return undefined; // A device that cannot be asked is still a device on a slot.
  }
}
