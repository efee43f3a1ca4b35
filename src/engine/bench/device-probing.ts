import type { Clock, DeviceProbe, ProbeAnswer } from '../../core/ports.ts';
import { SECOND } from '../../core/time.ts';
import { cleanProbeAnswer } from './probe-answer.ts';
import type { Presence, SlotEntry } from './slot-table.ts';

export interface DeviceProbing {
  /** Asks a device in normal mode who it is; asks again, a few times, when it does not answer. */
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
    presence.cancelRetry();
  }

  async function askOnce(slot: SlotEntry, presence: Presence, attempt: number): Promise<void> {
    const round = presence.round;
    const allowPairing = takePairing(slot, presence);
    const answer = await answerOf(probe, presence, allowPairing);
    if (presence.round !== round) return;
    if (answer) return onAnswer(slot, presence, cleanProbeAnswer(answer));
    const delay = RETRY_AFTER[attempt];
    if (delay === undefined) return;
    presence.cancelRetry = clock.after(delay, () => void askOnce(slot, presence, attempt + 1));
  }

  return {
    dropQuestion,
    ask(slot, presence) {
      dropQuestion(presence);
      if (presence.device.mode === 'normal') void askOnce(slot, presence, 0);
    },
  };
}

/** A phone that boots answers late, so does a usbmuxd that its arrival started (docs/protocol/apple-usb.md#ports). */
const RETRY_AFTER = [2 * SECOND, 5 * SECOND, 15 * SECOND];

/**
 * Pairing: one attempt, during an open reset, after the device left and came back, since only one in Setup Assistant
 * pairs without asking its user (docs/protocol/apple-usb.md#pairing).
 */
function takePairing(slot: SlotEntry, presence: Presence): boolean {
  const isAllowed = slot.allowsPairing && presence.hasReturned && !presence.hasTriedPairing;
  if (isAllowed) presence.hasTriedPairing = true;
  return isAllowed;
}

async function answerOf(probe: DeviceProbe, { usb }: Presence, allowPairing: boolean) {
  try {
    return await probe.ask(usb, { allowPairing });
  } catch {
    return undefined; // A device that cannot be asked is still a device on a slot.
  }
}
