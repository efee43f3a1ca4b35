import type { Slot } from '../../../contract/bench.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { topicOf } from './help-topics.ts';

interface SlotHelpProps {
  readonly slot: Slot;
  readonly onDone: () => void;
}

/** What can be done about the state of the device on a slot, where something can. */
export function SlotHelp({ slot, onDone }: SlotHelpProps) {
  const { desk, store } = useApp();
  const say = useSay();
  const { occupant, port } = slot;
  const topic = topicOf(occupant);
  if (!topic) return null;
  const leave = () => {
    void desk.leaveRecovery(port);
    onDone();
  };
  const open = () => {
    store.setState({ help: { topic, port }, view: 'bench' });
    onDone();
  };
  return (
    <div className="slot-help">
      {occupant?.canLeaveRecovery && (
        <Button onClick={leave}>{say('ui.slots.leaveRecovery')}</Button>
      )}
      <Button onClick={open}>
        {say(topic === 'recovery' ? 'ui.slots.byButtons' : 'ui.slots.help')}
      </Button>
    </div>
  );
}
