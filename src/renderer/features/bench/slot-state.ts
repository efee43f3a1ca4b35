import type { Occupant, Slot } from '../../../contract/bench.ts';
import type { Say } from '../../app/language.tsx';
import { slotTitle } from './slot-title.ts';

/** Below this a device may run empty while it is erased; the verdict warns of the same. */
const LOW_BATTERY = 20;

export function isBatteryLow(percent: number): boolean {
  return percent < LOW_BATTERY;
}

/** What was read counts before what is only likely. */
export function serialOn(occupant: Occupant | undefined): Occupant['serial'] {
  return occupant?.serial ?? occupant?.candidate;
}

/** The last line of a tile. `tone` says whether something is wrong, which gets a sign beside the words. */
export interface SlotState {
  readonly text: string;
  readonly tone?: 'symptom' | 'stop';
}

/** One serial on two slots comes first, then the reset the person waits for, what is wrong, what is to be scanned. */
export function stateOf(occupant: Occupant, say: Say): SlotState {
  const { alsoOn, goneSince, resetStep, symptom } = occupant;
  if (goneSince !== undefined) return { text: say('ui.reset.gone') };
  const [other] = alsoOn;
  if (other !== undefined) return { text: say('ui.slots.alsoOn', { number: other }), tone: 'stop' };
  if (resetStep === 'started' || resetStep === 'gone' || resetStep === 'back') {
    return { text: say(`ui.reset.${resetStep}`) };
  }
  if (symptom) return { text: say(`ui.symptom.${symptom}`), tone: 'symptom' };
  return { text: say(quietWords(occupant)) };
}

/** Of a device with which nothing is wrong: whether it still has to be scanned, else its mode. */
function quietWords({ candidate, isInSetupAssistant, mode, serial }: Occupant): string {
  if (serial === undefined && candidate !== undefined) return 'ui.slots.confirm';
  if (serial === undefined && mode === 'normal') return 'ui.slots.scan';
  return isInSetupAssistant ? 'ui.slots.setupAssistant' : `ui.mode.${mode}`;
}

/** What a screen reader says for the whole tile, the lane's word and a known battery included. */
export function tileLabel({ number, name, occupant }: Slot, say: Say): string {
  const slot = slotTitle(number, name, say);
  if (!occupant) return `${slot}: ${say('ui.slots.empty')}`;
  const word = occupant.lane ? say(`lane.${occupant.lane}.word`) : '';
  const serial = serialOn(occupant) ?? say('ui.slots.noSerial');
  return [slot, word, serial, stateOf(occupant, say).text, batteryWords(occupant, say)]
    .filter(Boolean)
    .join(', ');
}

function batteryWords({ batteryPercent: percent }: Occupant, say: Say): string {
  if (percent === undefined) return '';
  return say(isBatteryLow(percent) ? 'ui.slots.batteryLow' : 'ui.slots.battery', { percent });
}
