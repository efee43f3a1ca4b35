import type { Acted } from '../../../contract/devices.ts';
import type { Failure } from '../../../contract/protocol.ts';
import type { Result } from '../../../core/result.ts';
import { refusalText } from '../../../core/words/refusal-text.ts';
import { useSay } from '../../app/language.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Serial } from '../../ui/Serial.tsx';
import type { ManyAct } from './use-many-acts.ts';

interface ActedProps {
  readonly act: ManyAct;
  readonly answer: Result<Acted, Failure>;
}

/** What an act did: how many were taken, and why the others were not. */
export function ActedNotice({ act, answer }: ActedProps) {
  const say = useSay();
  if (!answer.ok) return <FailureNotice trouble={answer.error} />;
  const { taken, refused } = answer.value;
  return (
    <div className="acted" role="status">
      <p>
        <strong>{say(`ui.devices.select.taken.${act}`, { count: taken })}</strong>
      </p>
      {refused.map(({ reason, count, serials }) => (
        <details key={reason}>
          <summary>
            {say('ui.devices.select.refused', { count, reason: refusalText(say, reason) })}
          </summary>
          <p className="acted-serials">
            {serials.map((serial) => (
              <Serial key={serial} serial={serial} />
            ))}
            {count > serials.length && (
              <span className="muted">
                {say('ui.devices.select.andMore', { count: count - serials.length })}
              </span>
            )}
          </p>
        </details>
      ))}
    </div>
  );
}
