import { CONDITIONS, isHazard } from '../../../core/sessions/condition.ts';
import { useApp } from '../../app/AppContext.tsx';
import { serialAtHand } from '../../app/check-in-panels.ts';
import { useSay } from '../../app/language.tsx';
import type { CheckInStage } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { Serial } from '../../ui/Serial.tsx';
import { MovePanel } from './MovePanel.tsx';
import { useLentKeys } from './use-lent-keys.ts';

/**
 * What is said of the device at hand, which was scanned last or chosen in the list: what is seen of it, by a press, by
 * F8 or by the command sheet, and which box it is in.
 */
export function ConditionBar({ stage }: { readonly stage: CheckInStage }) {
  const { desk } = useApp();
  const say = useSay();
  const { panel, session } = stage;
  const serial = serialAtHand(stage);
  const line = session.newest.find((each) => each.serial === serial && each.outcome !== 'extra');
  const move = () => serial && desk.checkIn.panels.open({ kind: 'move', serial });
  useLentKeys(serial !== undefined, {
    ...Object.fromEntries(
      CONDITIONS.map((condition, index) => [
        String(index + 1),
        () => void desk.checkIn.note(condition, serial),
      ]),
    ),
    M: move,
  });
  return (
    <section className="conditions" aria-label={say('ui.checkIn.condition')}>
      <p className="muted">
        {say('ui.checkIn.condition')} {serial && <Serial serial={serial} />}
      </p>
      <div className="condition-buttons">
        {CONDITIONS.map((condition, index) => (
          <button
            key={condition}
            type="button"
            className="condition"
            data-first-condition={index === 0 ? '' : undefined}
            data-hazard={isHazard(condition) || undefined}
            aria-pressed={line?.conditions.includes(condition) ?? false}
            disabled={!serial}
            onClick={() => void desk.checkIn.note(condition, serial)}
          >
            <KeyCap>{String(index + 1)}</KeyCap>
            {say(`condition.${condition}`)}
          </button>
        ))}
        <Button
          keyCap="M"
          disabled={!serial}
          aria-expanded={panel?.kind === 'move'}
          onClick={panel?.kind === 'move' ? desk.checkIn.panels.close : move}
        >
          {say('ui.checkIn.move')}
        </Button>
      </div>
      {panel?.kind === 'move' && <MovePanel serial={panel.serial} session={session} />}
    </section>
  );
}
