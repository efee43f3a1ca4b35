import type { DeviceSymptom } from '../../../core/facts/device-symptom.ts';
import type { Clock, DeviceProbe, ProbeAnswer } from '../../../core/ports.ts';
import { MINUTE, SECOND } from '../../../core/time.ts';
import { cleanProbeAnswer } from '../asking/probe-answer.ts';
import type { Presence } from '../slots/slot-table.ts';

export interface DeviceProbing {
  /** Asks a device in normal mode who it is; asks again when it does not answer, or not fully. */
  ask(presence: Presence): void;
  /** Drops the question under way, for a device that is not there any more. */
  dropQuestion(presence: Presence): void;
}

interface ProbingOptions {
  readonly probe: DeviceProbe;
  readonly clock: Clock;
  readonly onAnswer: (presence: Presence, answer: ProbeAnswer) => void;
}

export function createDeviceProbing({ probe, clock, onAnswer }: ProbingOptions): DeviceProbing {
  function dropQuestion(presence: Presence): void {
    presence.round += 1;
    presence.isAsking = false;
    // What was allowed and not done is still to come.
    if (presence.pairing === 'asking') presence.pairing = 'untried';
    presence.cancelQuestion();
    presence.cancelRetry();
  }

  async function askOnce(presence: Presence, attempt: number): Promise<void> {
    const round = presence.round;
    presence.isAsking = true;
    const given = await answerOf(probe, presence, takePairing(presence));
    if (presence.round !== round) return;
    presence.isAsking = false;
    const answer = given && cleanProbeAnswer(given);
    if (presence.pairing === 'asking') presence.pairing = pairingAfter(answer);
    const delay = nextQuestionIn(answer, attempt);
    if (delay !== undefined) {
      presence.cancelRetry = clock.after(delay, () => void askOnce(presence, attempt + 1));
    }
    if (answer) onAnswer(presence, answer);
  }

  return {
    dropQuestion,
    ask(presence) {
      dropQuestion(presence);
      const { mode } = presence.device;
      if (mode === 'normal' || mode === 'restoreRamdisk') void askOnce(presence, 0);
    },
  };
}

/** True when another question may learn more than this answer told. */
export function mayTellMore(answer: ProbeAnswer | undefined): boolean {
  return answer === undefined || nextQuestionIn(answer, 0) !== undefined;
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
  if (answer.isUnfinished || isMendable(answer)) return soon ?? LOOK_AGAIN;
  if (answer.symptom !== undefined) return undefined;
  return answer.batteryPercent === undefined ? undefined : BATTERY_LASTS;
}

/** A device that refused to pair because it is locked was asked its one time. */
function isMendable({ symptom, hasTriedPairing }: ProbeAnswer): boolean {
  if (symptom === 'locked') return hasTriedPairing === false;
  return symptom !== undefined && MENDABLE.includes(symptom);
}

/**
 * Pairing: one attempt, during an open reset, after the device left and came back, since only one in Setup Assistant
 * pairs without asking its user (docs/protocol/apple-usb.md#pairing).
 */
function takePairing(presence: Presence): boolean {
  const isAllowed =
    presence.allowsPairing && presence.hasReturned && presence.pairing === 'untried';
  if (isAllowed) presence.pairing = 'asking';
  return isAllowed;
}

function pairingAfter(answer: ProbeAnswer | undefined): Presence['pairing'] {
  return answer?.hasTriedPairing === false ? 'untried' : 'tried';
}

async function answerOf(probe: DeviceProbe, presence: Presence, allowPairing: boolean) {
  const cancelled = new Promise<void>((resolve) => {
    presence.cancelQuestion = resolve;
  });
  try {
    const onPairing = () => void (presence.pairing = 'tried');
    return await probe.ask(presence.usb, { allowPairing, cancelled, onPairing });
  } catch {
    return undefined; // A device that cannot be asked is still a device on a slot.
  }
}
