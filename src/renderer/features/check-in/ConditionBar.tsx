import type { CheckInLine } from '../../../contract/check-in.ts';
import { CONDITIONS, isHazard } from '../../../core/sessions/condition.ts';
import { useApp } from '../../app/AppContext.tsx';
import { serialAtHand } from '../../app/check-in-panels.ts';
import { useSay } from '../../app/language.tsx';
import type { CheckInStage } from '../../app/store.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { Serial } from '../../ui/Serial.tsx';
import { DeviceActs, DevicePanel } from './DeviceActs.tsx';
import { LinePhotos } from './LinePhotos.tsx';
import { useLentKeys } from './use-lent-keys.ts';

/**
 * What is said of the device at hand, which was scanned last or chosen in the list: what is seen of it, by a press, by
 * F8 or by the command sheet, which box it is in, and how it looks.
 */
export function ConditionBar({ stage }: { readonly stage: CheckInStage }) {
  const { desk } = useApp();
  const say = useSay();
  const serial = serialAtHand(stage);
  const isOfDevice = (line: CheckInLine) => line.serial === serial && line.outcome !== 'extra';
  const line = stage.session.newest.find(isOfDevice);
  const notes = CONDITIONS.map((condition) => () => void desk.checkIn.note(condition, serial));
  const digits = notes.map((note, index) => [String(index + 1), note] as const);
  useLentKeys(serial !== undefined, Object.fromEntries(digits));
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
            onClick={notes[index]}
          >
            <KeyCap>{String(index + 1)}</KeyCap>
            {say(`condition.${condition}`)}
          </button>
        ))}
        <DeviceActs serial={serial} panel={stage.panel} />
      </div>
      {line && <LinePhotos line={line} />}
      <DevicePanel stage={stage} />
    </section>
  );
}
