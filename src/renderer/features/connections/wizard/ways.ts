import type { StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../../contract/protocol.ts';
import type { Result } from '../../../../core/result.ts';
import type { AppParts } from '../../../app/AppContext.tsx';
import type { WizardState } from './wizard-state.ts';

/** What an action works with. */
export interface Ways {
  readonly store: StoreApi<WizardState>;
  readonly engine: AppParts['engine'];
  readonly shell: AppParts['shell'];
  /** Waits for an answer and keeps its failure, both under that place; undefined when it failed. */
  attempt<T>(place: string, ask: () => Promise<Result<T, Failure>>): Promise<T | undefined>;
}

export function createWays(
  store: StoreApi<WizardState>,
  clients: Pick<AppParts, 'engine' | 'shell'>,
): Ways {
  return { store, ...clients, attempt: createAttempt(store) };
}

/** Asks both clouds anew. What was known stays on screen until the answer is there. */
export async function refreshChoices({ store, engine, attempt }: Ways): Promise<void> {
  const choices = await attempt('choices', () => engine.ask('connections.refreshChoices', {}));
  if (choices) store.setState({ choices });
}

/** What a test said is no longer true of what was changed since. */
export function withoutReport({ reports }: WizardState, place: string): WizardState['reports'] {
  const { [place]: _, ...others } = reports;
  return others;
}

/** After a secret was given in the shell: the engine alone knows which are there. */
export async function readAgain({ store, engine }: Ways): Promise<void> {
  const read = await engine.ask('connections.read', {});
  if (read.ok) store.setState({ connected: read.value });
}

function createAttempt(store: StoreApi<WizardState>): Ways['attempt'] {
  return async (place, ask) => {
    const { [place]: _, ...failures } = store.getState().failures;
    store.setState(({ asking }) => ({ failures, asking: new Set([...asking, place]) }));
    const answer = await ask();
    store.setState((state) => ({
      asking: new Set([...state.asking].filter((each) => each !== place)),
      ...(!answer.ok && { failures: { ...state.failures, [place]: answer.error } }),
    }));
    return answer.ok ? answer.value : undefined;
  };
}
