import { memo } from 'react';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** What an idle bench teaches: how to begin, and the keys that matter. */
export const ScanNextCard = memo(function ScanNextCard() {
  const { store } = useApp();
  const say = useSay();
  const trouble = useAppState((state) => state.trouble);
  const armed = useAppState(({ slots, armedSlot }) =>
    slots?.slots.find(({ port }) => port === armedSlot),
  );
  const isSandbox = useAppState((state) => state.status?.value.mode === 'sandbox');
  return (
    <div className="card">
      {trouble && <FailureNotice trouble={trouble} />}
      {armed && <Notice title={say('ui.slots.armed', { number: armed.number })} />}
      <ol className="teach">
        <li>{say('ui.teach.scan')}</li>
        <li>{say('ui.teach.read')}</li>
        <li>
          {say('ui.teach.keys')} <KeyCap>F</KeyCap> <KeyCap>R</KeyCap> <KeyCap>H</KeyCap>
        </li>
      </ol>
      {isSandbox && (
        <div className="next-step">
          <Button keyCap="Ctrl 5" onClick={() => store.setState({ view: 'barcodes' })}>
            {say('ui.teach.barcodes')}
          </Button>
        </div>
      )}
    </div>
  );
});
