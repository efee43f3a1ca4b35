import type { Slots } from '../../../contract/bench.ts';
import type { InputOf } from '../../../contract/calls.ts';
import { useApp } from '../../app/AppContext.tsx';

type SlotCall =
  | 'bench.nameSlot'
  | 'bench.numberSlot'
  | 'bench.separateSlot'
  | 'bench.forgetSlot'
  | 'bench.setColumns';

/** Asks the engine and shows the slots as they are then; a refusal stays on screen, and gives undefined. */
export function useSlotCalls() {
  const { engine, store } = useApp();
  return async <Name extends SlotCall>(
    name: Name,
    input: InputOf<Name>,
  ): Promise<Slots | undefined> => {
    const answer = await engine.ask(name, input);
    if (answer.ok) store.setState({ slots: answer.value, trouble: undefined });
    else store.setState({ trouble: answer.error });
    return answer.ok ? answer.value : undefined;
  };
}
