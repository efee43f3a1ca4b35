import { ListOrdered } from 'lucide-react';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';

/** Opens the strip in which the slots get their numbers. */
export function ArrangeButton() {
  const { store } = useApp();
  const say = useSay();
  const isOpen = useAppState((state) => state.arranging !== undefined);
  const label = say('ui.slots.arrange.open');
  return (
    <button
      type="button"
      className="arrange-button"
      aria-label={`${label}, F3`}
      title={label}
      aria-keyshortcuts="F3"
      aria-pressed={isOpen}
      onClick={() => store.setState({ arranging: isOpen ? undefined : {} })}
    >
      <ListOrdered size={20} aria-hidden="true" />
      <KeyCap>F3</KeyCap>
    </button>
  );
}
