import { useEffect } from 'react';
import type { SessionView } from '../../../contract/check-in.ts';
import { CONDITIONS, isHazard } from '../../../core/sessions/condition.ts';
import { useApp } from '../../app/AppContext.tsx';
import { lastSerial } from '../../app/check-in.ts';
import { useSay } from '../../app/language.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { Serial } from '../../ui/Serial.tsx';

/** What is seen of the device that was scanned last: by a press, by F8 and a digit, or by the command sheet. */
export function ConditionBar({ session }: { readonly session: SessionView }) {
  const { desk, keys } = useApp();
  const say = useSay();
  const serial = lastSerial(session);
  useEffect(() => {
    if (!serial) return undefined;
    const stops = CONDITIONS.map((condition, index) =>
      keys.lend(String(index + 1), {
        press: () => void desk.checkIn.note(condition, serial),
        release: () => undefined,
        tap: () => undefined,
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk, keys, serial]);
  const line = session.newest.find((each) => each.serial === serial);
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
      </div>
    </section>
  );
}
