import { CircleHelp } from 'lucide-react';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';

/** Beside the slots, for what no tile can say: a device that does not appear. */
export function HelpButton() {
  const { store } = useApp();
  const say = useSay();
  const isOpen = useAppState((state) => state.help?.topic === 'unseen');
  const label = say('ui.slots.unseen');
  return (
    <button
      type="button"
      className="help-button"
      aria-label={label}
      title={label}
      aria-pressed={isOpen}
      onClick={() => store.setState({ help: isOpen ? undefined : { topic: 'unseen' } })}
    >
      <CircleHelp size={20} aria-hidden="true" />
    </button>
  );
}
