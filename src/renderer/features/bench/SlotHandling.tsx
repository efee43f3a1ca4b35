import type { Slot } from '../../../contract/bench.ts';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { useSlotCalls } from './use-slot-calls.ts';

interface HandlingProps {
  readonly slot: Slot;
  readonly onDone: () => void;
}

/** What can be done with a slot itself, where it applies. Both can be taken back by plugging and numbering. */
export function SlotHandling({ slot, onDone }: HandlingProps) {
  const say = useSay();
  const call = useSlotCalls();
  const { port, ports, occupant } = slot;
  const act = (name: 'bench.separateSlot' | 'bench.forgetSlot') => {
    void call(name, { port });
    onDone();
  };
  return (
    <>
      {ports.length > 1 && (
        <p className="slot-handling">
          <span>{say('ui.slots.separateNote')}</span>
          <Button onClick={() => act('bench.separateSlot')}>{say('ui.slots.separate')}</Button>
        </p>
      )}
      {!occupant && (
        <p className="slot-handling">
          <span>{say('ui.slots.forgetNote')}</span>
          <Button onClick={() => act('bench.forgetSlot')}>{say('ui.slots.forget')}</Button>
        </p>
      )}
    </>
  );
}
