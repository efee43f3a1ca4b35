import { memo } from 'react';
import type { Card } from '../../../contract/desk.ts';
import { useApp } from '../../app/AppContext.tsx';
import { isResetOpen } from '../../app/card-lease.ts';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';

/** What can be said of a device besides the next step. Nothing here destroys anything. */
export const QuietActions = memo(function QuietActions({ card }: { readonly card: Card }) {
  const { desk } = useApp();
  const say = useSay();
  const { lane } = card.verdict;
  const isOpen = lane === 'clear' || lane === 'wait' || lane === 'fix';
  const mayKeepData = isOpen && !isResetOpen(card);
  return (
    <div className="quiet-actions">
      {mayKeepData && (
        <Button look="plain" onClick={() => void desk.stateIntent(card.serial, true)}>
          {say('ui.card.keepsData')}
        </Button>
      )}
      {lane === 'migrate' && (
        <Button look="plain" onClick={() => void desk.stateIntent(card.serial, false)}>
          {say('ui.card.mayErase')}
        </Button>
      )}
      <Button look="plain" keyCap="Ctrl Z" onClick={() => void desk.undo()}>
        {say('ui.card.undo')}
      </Button>
    </div>
  );
});
