import { Check, ScanLine } from 'lucide-react';
import { memo } from 'react';
import type { Card } from '../../../contract/desk.ts';
import type { FixKind } from '../../../core/verdict/verdict.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { CardStage } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { HoldKey } from '../../ui/HoldKey.tsx';
import { nextStepOf } from './next-step.ts';

/** The one next step with its key. What cannot be taken back is held, and confirmed right here. */
export const NextStepBar = memo(function NextStepBar({
  card,
  isRescanned,
}: Pick<CardStage, 'card' | 'isRescanned'>) {
  const step = nextStepOf(card);
  switch (step.kind) {
    case 'fix':
      return <FixStep card={card} fix={step.fix} />;
    case 'startReset':
      return <ResetStep card={card} isRescanned={isRescanned} act="startReset" />;
    case 'attestReset':
      return <ResetStep card={card} isRescanned={isRescanned} act="attestReset" />;
    case 'handOver':
      return <HandOverStep card={card} />;
    case 'scanNext':
      return <ScanNextStep />;
  }
});

function FixStep({ card, fix }: { readonly card: Card; readonly fix: FixKind }) {
  const { desk } = useApp();
  const say = useSay();
  return (
    <div className="next-step">
      <HoldKey letter="F" blockedBy={useBusy()} onHeld={() => void desk.fix(card.serial, fix)}>
        {say(`fix.${fix}.action`)}
      </HoldKey>
      <p className="next-step-note">{say(`fix.${fix}.confirm`)}</p>
    </div>
  );
}

const LETTERS = { startReset: 'R', attestReset: 'E' } as const;

/** Two deliberate acts: the serial scanned again, so that it is this device, and a key held. */
function ResetStep({
  card,
  isRescanned,
  act,
}: Pick<CardStage, 'card' | 'isRescanned'> & { readonly act: 'startReset' | 'attestReset' }) {
  const { desk } = useApp();
  const say = useSay();
  const busy = useBusy();
  const isSeen = act === 'attestReset' && card.slot !== undefined;
  return (
    <div className="next-step">
      <span className="rescan" data-done={isRescanned || isSeen || undefined}>
        {isRescanned ? (
          <Check size={20} aria-hidden="true" />
        ) : (
          <ScanLine size={20} aria-hidden="true" />
        )}
        {say(isRescanned ? 'ui.next.rescanned' : 'ui.next.rescan')}
      </span>
      <HoldKey
        letter={LETTERS[act]}
        look={isSeen ? 'outline' : 'filled'}
        blockedBy={busy ?? (isRescanned ? undefined : say('ui.next.rescanFirst'))}
        onHeld={() => void desk[act](card.serial)}
      >
        {say(`ui.next.${act}`)}
      </HoldKey>
      {isSeen && <p className="next-step-note">{say('ui.next.watched')}</p>}
    </div>
  );
}

function HandOverStep({ card }: { readonly card: Card }) {
  const { desk } = useApp();
  const say = useSay();
  return (
    <div className="next-step">
      <HoldKey letter="H" blockedBy={useBusy()} onHeld={() => void desk.handOver(card.serial)}>
        {say('ui.next.handOver')}
      </HoldKey>
      <p className="next-step-note">{say('ui.next.handOverNote')}</p>
    </div>
  );
}

function ScanNextStep() {
  const { desk } = useApp();
  const say = useSay();
  return (
    <div className="next-step">
      <Button look="filled" keyCap="Esc" onClick={desk.cards.giveWay}>
        {say('ui.next.scanNext')}
      </Button>
    </div>
  );
}

function useBusy(): string | undefined {
  const isBusy = useAppState((state) => state.isBusy);
  const say = useSay();
  return isBusy ? say('ui.next.busy') : undefined;
}
