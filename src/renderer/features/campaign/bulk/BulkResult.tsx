import { refusalText } from '../../../../core/words/refusal-text.ts';
import { useSay } from '../../../app/language.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Serial } from '../../../ui/Serial.tsx';
import type { BulkKind } from './bulk-kinds.ts';
import type { BulkOutcome } from './refusals.ts';
import { TakeAlong } from './TakeAlong.tsx';

interface BulkResultProps {
  readonly kind: BulkKind;
  readonly outcome: BulkOutcome;
}

/** What became of each serial: how many are on their way, and why the others are not. A file speaks for itself. */
export function BulkResult({ kind, outcome }: BulkResultProps) {
  const say = useSay();
  const { queued, refused, file } = outcome;
  return (
    <div className="bulk-result" role="status">
      {!file && (
        <Notice title={say('ui.campaign.bulk.queued', { count: queued.length })}>
          {queued.length > 0 && say('ui.campaign.bulk.queuedText')}
        </Notice>
      )}
      {refused.length > 0 && (
        <>
          <h3>{say('ui.campaign.bulk.refused', { count: refused.length })}</h3>
          <TakeAlong refused={refused} name={`not-taken-${kind}.csv`} />
          <ul className="refused-list">
            {refused.map(({ serial, code, reason }) => (
              <li key={`${serial} ${code}`}>
                <span className="refused-device">
                  {serial !== '' && <Serial serial={serial} />}
                  {code !== '' && <span className="code">{code}</span>}
                </span>
                <span title={reason}>{refusalText(say, reason)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
