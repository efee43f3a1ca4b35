import type { BenchLack, Occupant, Slot, Slots } from '../../../src/contract/bench.ts';
import { deviceSymptomSchema, type DeviceSymptom } from '../../../src/core/facts/device-symptom.ts';
import type { AppState } from '../../../src/renderer/app/store.ts';
import { STEP_COUNTS, type HelpTopic } from '../../../src/renderer/features/bench/help-topics.ts';
import { anOccupant, aSlot, NOW, serialOf, theSlots } from '../builders.ts';
import { hub } from './scenery.ts';

interface HelpScene {
  readonly slots: Slots;
  readonly start: Partial<AppState>;
}

const LACKS: Readonly<Record<string, readonly BenchLack[]>> = {
  symptoms: [],
  called: [],
  lack: ['noDaemon'],
  lacks: ['noEvents', 'daemonNotPermitted'],
  lackEmpty: ['busNotPermitted'],
};

/** `symptoms`, `called`, `lack`, `lacks`, `lackEmpty`, or `help-<topic>-<platform>`; undefined for other states. */
export function helpScene(name: string): HelpScene | undefined {
  const [kind, asked, platform = 'linux'] = name.split('-');
  const topic = kind === 'help' ? topicOf(asked) : undefined;
  const lacks = topic ? lacksFor(topic) : LACKS[name];
  if (!lacks) return undefined;
  const others = { lacks: [...lacks], platform: platform as Slots['platform'] };
  if (name === 'called')
    return { slots: theSlots(hub(), others), start: { called: { number: 7, at: NOW } } };
  const slots = name === 'lackEmpty' ? [] : sufferers(topic);
  return { slots: theSlots(slots, others), start: topic ? { help: helpOn(topic) } : {} };
}

function helpOn(topic: HelpTopic) {
  return PORTLESS.includes(topic) ? { topic } : { topic, port: '1-1.7' };
}

const PORTLESS: readonly HelpTopic[] = ['unseen', 'noBus', 'busNotPermitted', 'noEvents'];

function topicOf(text: string | undefined): HelpTopic | undefined {
  return (Object.keys(STEP_COUNTS) as HelpTopic[]).find((topic) => topic === text);
}

function lacksFor(topic: HelpTopic): readonly BenchLack[] {
  return topic === 'noBus' || topic === 'noEvents' ? [topic] : [];
}

/** A hub on which every symptom is seen, with the one of the open guide on slot 7. */
function sufferers(topic: HelpTopic | undefined): Slot[] {
  const symptoms = deviceSymptomSchema.options.map((symptom, index) => suffering(symptom, index));
  const others = [
    anOccupant({ serial: undefined }),
    anOccupant({ serial: undefined, candidate: serialOf('J2Q8R4T6V1') }),
    anOccupant({ serial: serialOf('K9X2P4L7QD'), lane: 'stop', alsoOn: [13] }),
    anOccupant({ serial: serialOf('K9X2P4L7QD'), lane: 'stop', alsoOn: [12], batteryPercent: 9 }),
    anOccupant({
      serial: serialOf('GG7VL0P1HG'),
      lane: 'clear',
      mode: 'recovery',
      canLeaveRecovery: true,
    }),
    anOccupant({ serial: serialOf('QW3E4R5T6Y'), lane: 'wait', mode: 'restoreRamdisk' }),
    undefined,
  ];
  const occupants = [...symptoms, ...others];
  const symptom = deviceSymptomSchema.safeParse(topic).data;
  if (symptom) occupants[6] = suffering(symptom, 1);
  if (topic === 'recovery') occupants[6] = anOccupant({ serial: undefined, mode: 'dfu' });
  return occupants.map((occupant, index) => aSlot(index + 1, occupant));
}

function suffering(symptom: DeviceSymptom, index: number): Occupant {
  const isKnown = index % 2 === 0;
  return anOccupant({
    symptom,
    serial: isKnown ? serialOf(`F2LXK0A7JG${index}H`) : undefined,
    lane: isKnown ? 'clear' : undefined,
    batteryPercent: isKnown ? 14 + index * 9 : undefined,
  });
}
