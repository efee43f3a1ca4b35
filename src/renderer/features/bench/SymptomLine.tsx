import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { Card } from '../../../contract/desk.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { guideFor } from './help-topics.ts';

/** On the card of a device that tells less than it could: why, with the guide a press away. */
export const SymptomLine = memo(function SymptomLine({ card }: { readonly card: Card }) {
  const { store } = useApp();
  const say = useSay();
  const slot = useAppState(({ slots }) =>
    slots?.slots.find(({ number }) => number === card.slotNumber),
  );
  const topic = slot?.occupant?.symptom;
  if (!slot || !topic) return null;
  const { title } = guideFor(topic, 'linux', 'unknown'); // the same for all
  return (
    <p className="symptom-line">
      <TriangleAlert size={16} aria-hidden="true" />
      {say(title)}.
      <Button
        look="plain"
        keyCap="F4"
        onClick={() => store.setState({ help: { topic, port: slot.port } })}
      >
        {say('ui.slots.whatToDo')}
      </Button>
    </p>
  );
});
