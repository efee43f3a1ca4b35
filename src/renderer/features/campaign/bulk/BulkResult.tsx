import { useState } from 'react';
import type { OutputOf } from '../../../../contract/calls.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import { clockTime } from '../../../../core/words/words.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useLanguage, useSay, type Say } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Serial } from '../../../ui/Serial.tsx';
import { said } from '../said.ts';
import type { BulkOutcome } from './use-bulk.ts';

/** What became of each serial: how many are on their way, and why the others are not. */
export function BulkResult({ outcome }: { readonly outcome: BulkOutcome }) {
  const say = useSay();
  const { queued, refused, file } = outcome;
  return (
    <div className="bulk-result" role="status">
      {file && <OrderFile file={file} count={queued.length} />}
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

type File = NonNullable<OutputOf<'campaign.orderReset'>['file']>;

/** The file is good for one hour: what was checked then may have changed. */
function OrderFile({ file, count }: { readonly file: File; readonly count: number }) {
  const { shell } = useApp();
  const say = useSay();
  const language = useLanguage();
  const isValid = useBenchNow(5_000) < file.validUntil;
  const [kept, setKept] = useState<string | null>();
  const [failure, setFailure] = useState<Failure>();
  const save = async () => {
    const answer = await shell.ask('shell.saveText', { name: file.name, text: file.text });
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) setKept(answer.value.fileName);
  };
  const until = clockTime(language, file.validUntil);
  return (
    <>
      <Notice
        title={say('ui.campaign.bulk.file.title', { count })}
        action={
          <Button disabled={!isValid} onClick={() => void save()}>
            {say('ui.campaign.bulk.file.save')}
          </Button>
        }
      >
        {isValid
          ? say('ui.campaign.bulk.file.text', { name: file.name, until })
          : say('ui.campaign.bulk.file.over', { until })}
      </Notice>
      {kept != null && <p>{say('ui.campaign.bulk.file.saved', { name: kept })}</p>}
      {failure && <FailureNotice trouble={failure} />}
    </>
  );
}
