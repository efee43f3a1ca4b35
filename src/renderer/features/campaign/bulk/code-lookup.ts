import { createStore } from 'zustand/vanilla';
import { MOST_SERIALS } from '../../../../contract/campaign.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import type { EngineClient } from '../../../app/engine-client.ts';
import { NO_READINGS, type Reading, type Readings } from './serial-list.ts';

export interface Lookup {
  readonly readings: Readings;
  readonly isBusy: boolean;
  /** Why the last question was not answered. */
  readonly trouble: Failure | undefined;
}
export type CodeLookup = ReturnType<typeof createCodeLookup>;

/** Which serials the codes of a list name. What was answered is kept until it is forgotten. */
export function createCodeLookup(engine: EngineClient) {
  const store = createStore<Lookup>()(() => NOTHING_ASKED);
  let generation = 0;
  return {
    store,
    /** Asks for these; one question at a time: does nothing while another is under way. */
    async lookUp(codes: readonly string[]): Promise<void> {
      if (codes.length === 0 || store.getState().isBusy) return;
      const asked = generation;
      store.setState({ isBusy: true, trouble: undefined });
      const answer = await engine.ask('campaign.readCodes', {
        codes: codes.slice(0, MOST_SERIALS),
      });
      // It may not be true any more. New readings have whoever waits for it ask again.
      if (asked !== generation) return store.setState({ isBusy: false, readings: new Map() });
      if (!answer.ok) return store.setState({ isBusy: false, trouble: answer.error });
      const { resolved, refused } = answer.value;
      const read = [...resolved, ...refused].map(
        ({ code, ...reading }) => [code, reading] as const,
      );
      store.setState(({ readings }) => ({
        isBusy: false,
        readings: new Map<string, Reading>([...readings, ...read]),
      }));
    },
    /** The clouds were listed anew: what is not known yet may be known now. An answer under way is dropped. */
    forget(): void {
      generation++;
      store.setState({ readings: NO_READINGS });
    },
  };
}

const NOTHING_ASKED: Lookup = { readings: NO_READINGS, isBusy: false, trouble: undefined };
