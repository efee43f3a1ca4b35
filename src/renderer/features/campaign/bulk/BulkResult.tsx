import { useSay, type Say } from '../../../app/language.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Serial } from '../../../ui/Serial.tsx';
import { said } from '../said.ts';
import type { BulkOutcome } from './bulk-store.ts';

/** What became of each serial: how many are on their way, and why the others are not. A file speaks for itself. */
export function BulkResult({ outcome }: { readonly outcome: BulkOutcome }) {
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
          <ul className="refused-list">
            {refused.map(({ serial, reason }) => (
              <li key={serial}>
                <Serial serial={serial} />
                <span title={reason}>{whyNot(reason, say)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** The code of a verdict's reason, or of a refusal that no verdict knows. */
function whyNot(reason: string, say: Say): string {
  const known = said(say, [`campaign.refused.${reason}.text`]);
  if (known !== undefined) return `${known} ${say(`campaign.refused.${reason}.next`)}`;
  const other = () =>
    `${say('ui.campaign.bulk.notPossible.text')} ${say('ui.campaign.bulk.notPossible.next')}`;
  return said(say, [`ui.reasonShort.${reason}`]) ?? other();
}
