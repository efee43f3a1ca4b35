import type { Slot, Slots } from '../../contract/bench.ts';
import { topicOf, type HelpTopic } from '../features/bench/help-topics.ts';
import type { AppState } from './store.ts';

/** The guide that is open, and the slot whose device it is about. */
export interface Help {
  readonly topic: HelpTopic;
  readonly port?: string | undefined;
}

/**
 * The help that is still of use: a guide goes when what it is about has ended, and follows a symptom that becomes
 * another. An empty slot ends nothing: most guides begin with unplugging.
 */
export function helpAfterNews(help: Help | undefined, { slots, lacks }: Slots): Help | undefined {
  if (!help) return undefined;
  if (help.port === undefined) return isMended(help.topic, lacks) ? undefined : help;
  const { port } = help;
  const slot = slots.find(({ ports }) => ports.includes(port));
  if (!slot?.occupant || slot.occupant.goneSince !== undefined) return help;
  const topic = topicOf(slot.occupant);
  if (topic === help.topic) return help;
  return topic && { topic, port };
}

const LACKS: readonly HelpTopic[] = ['noBus', 'noEvents', 'noDaemon', 'daemonNotPermitted'];

/** Missing rights show only when something is tried: their guide is closed by hand. */
function isMended(topic: HelpTopic, lacks: Slots['lacks']): boolean {
  return LACKS.includes(topic) && !lacks.some((lack) => lack === topic);
}

/**
 * The key for help was pressed: opens the guide for the device on the card, or chosen for a scan, where it needs one, else
 * that for a device which does not appear. Closes the guide that is open.
 */
export function helpAsked(state: AppState): Pick<AppState, 'help' | 'view'> {
  const { help, slots, view } = state;
  if (help && view === 'bench') return { help: undefined, view };
  const slot = slots?.slots.find((each) => isMeant(each, state));
  const topic = topicOf(slot?.occupant);
  return { help: topic ? { topic, port: slot?.port } : { topic: 'unseen' }, view: 'bench' };
}

function isMeant({ number, port }: Slot, { armedSlot, stage }: AppState): boolean {
  return armedSlot === port || (stage.kind === 'card' && stage.card.slotNumber === number);
}
