import { type BenchLack, type Occupant, type Slots } from '../../../contract/bench.ts';
import type { DeviceFamily } from '../../../core/facts/device-facts.ts';
import type { DeviceSymptom } from '../../../core/facts/device-symptom.ts';

type Platform = Slots['platform'];
type Buttons = 'iPhone' | 'iPad' | 'Mac';
type Count = 2 | 3 | 4;

/** What there is help for: a symptom of a device, a lack of this computer, a device that no USB can show. */
export type HelpTopic = DeviceSymptom | BenchLack | 'unseen' | 'recovery';

/** How many steps each guide has; where they differ, by platform or by the buttons of the device. */
export const STEP_COUNTS = {
  locked: 2,
  trustPending: 3,
  trustDenied: 3,
  usbRestricted: 3,
  stalePairing: 3,
  reEnumerating: 4,
  noAnswer: 3,
  unseen: 4,
  recovery: { iPhone: 4, iPad: 3, Mac: 3 },
  noBus: { linux: 2, macos: 2, windows: 2 },
  busNotPermitted: { linux: 3, macos: 2, windows: 2 },
  noPackage: { linux: 2, macos: 2, windows: 2 },
  noEvents: { linux: 2, macos: 2, windows: 2 },
  noDaemon: { linux: 2, macos: 2, windows: 2 },
  daemonNotPermitted: { linux: 3, macos: 2, windows: 2 },
} as const satisfies {
  readonly [Topic in HelpTopic]: Count | Record<Platform, Count> | Record<Buttons, Count>;
};

/** What to type for a step, by the words of that step; one line each, either of two where systems differ. */
export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'guide.noBus.linux.step2': ['lsusb'],
  'guide.busNotPermitted.linux.step2': [
    'sudo install -m 644 70-resetbench.rules /etc/udev/rules.d/',
    'sudo udevadm control --reload',
  ],
  'guide.noEvents.linux.step1': ['sudo systemctl restart systemd-udevd'],
  'guide.noDaemon.linux.step1': ['sudo apt install usbmuxd', 'sudo dnf install usbmuxd'],
  'guide.daemonNotPermitted.linux.step1': ['sudo systemctl restart usbmuxd'],
  'guide.daemonNotPermitted.linux.step2': ['ls -l /var/run/usbmuxd'],
};

/** The step at which the rule for udev is offered as a file. */
export const RULE_STEP = 'guide.busNotPermitted.linux.step1';

/** What still works without any of the steps; words under `guide.still`. */
const STILL: Readonly<Partial<Record<HelpTopic, string>>> = {
  unseen: 'unseen',
  recovery: 'recovery',
  noBus: 'bus',
  busNotPermitted: 'bus',
  noPackage: 'bus',
  noEvents: 'events',
  noDaemon: 'daemon',
  daemonNotPermitted: 'daemon',
};

/** On Linux the system pairs by itself (docs/protocol/apple-usb.md#pairing). */
const LINUX_NOTES: Readonly<Partial<Record<HelpTopic, string>>> = {
  trustPending: 'linuxAsks',
  stalePairing: 'linuxPairs',
};

/** A guide as paths of words. */
export interface HelpGuide {
  readonly title: string;
  readonly why: string;
  readonly steps: readonly string[];
  readonly still: string;
  readonly note?: string;
}

export function guideFor(topic: HelpTopic, platform: Platform, family: DeviceFamily): HelpGuide {
  const count = STEP_COUNTS[topic];
  const base = `guide.${topic}`;
  const buttons = buttonsOf(family);
  if (typeof count === 'number') return guideOf(topic, stepsAt(base, count), platform);
  if ('linux' in count) {
    return guideOf(topic, stepsAt(`${base}.${platform}`, count[platform]), platform);
  }
  return guideOf(topic, stepsAt(`${base}.${buttons}`, count[buttons]), platform);
}

function guideOf(topic: HelpTopic, steps: readonly string[], platform: Platform): HelpGuide {
  const base = `guide.${topic}`;
  const note = topic === 'unseen' ? 'neverSeen' : platform === 'linux' && LINUX_NOTES[topic];
  return {
    title: `${base}.title`,
    why: `${base}.why`,
    steps,
    still: `guide.still.${STILL[topic] ?? 'device'}`,
    ...(note && { note: `guide.note.${note}` }),
  };
}

function stepsAt(base: string, count: Count): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${base}.step${index + 1}`);
}

function buttonsOf(family: DeviceFamily): Buttons {
  return family === 'iPad' || family === 'Mac' ? family : 'iPhone';
}

const STUCK: readonly Occupant['mode'][] = ['recovery', 'dfu', 'wtf', 'portDfu', 'kis'];

/** What a device needs help with: its symptom before the mode that its buttons end. */
export function topicOf(occupant: Occupant | undefined): HelpTopic | undefined {
  if (!occupant || occupant.goneSince !== undefined) return undefined;
  return occupant.symptom ?? (STUCK.includes(occupant.mode) ? 'recovery' : undefined);
}
