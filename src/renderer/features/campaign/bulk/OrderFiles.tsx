import { clockTime } from '../../../../core/words/words.ts';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { OrderFile } from './bulk-store.ts';
import type { Bulk } from './use-bulk.ts';

/** The files of orders, each with what it was made for. One that was not saved stays, whatever the form says now. */
export function OrderFiles({ bulk }: { readonly bulk: Bulk }) {
  return bulk.files.map((file) => <OneFile key={file.id} file={file} bulk={bulk} />);
}

interface OneFileProps {
  readonly file: OrderFile;
  readonly bulk: Bulk;
}

/** The file is good for one hour: what was checked then may have changed. */
function OneFile({ file, bulk }: OneFileProps) {
  const say = useSay();
  const isValid = useBenchNow(5_000) < file.validUntil;
  const { count, format, person, savedAs, failure } = file;
  return (
    <div className="bulk-result" role="status">
      <Notice
        title={say('ui.campaign.bulk.file.title', { count })}
        action={
          isValid ? (
            <Button onClick={() => void bulk.save(file)}>
              {say('ui.campaign.bulk.file.save')}
            </Button>
          ) : (
            <Button onClick={() => bulk.putAway(file)}>{say('ui.notice.understood')}</Button>
          )
        }
      >
        {say('ui.campaign.bulk.file.about', {
          format: say(`ui.campaign.bulk.format.${format}`),
          person,
        })}{' '}
        <HowLong file={file} isValid={isValid} />
      </Notice>
      {savedAs !== undefined && <p>{say('ui.campaign.bulk.file.saved', { name: savedAs })}</p>}
      {failure && <FailureNotice trouble={failure} />}
    </div>
  );
}

interface HowLongProps {
  readonly file: OrderFile;
  readonly isValid: boolean;
}

function HowLong({ file: { name, validUntil, savedAs }, isValid }: HowLongProps) {
  const say = useSay();
  const until = clockTime(useLanguage(), validUntil);
  if (isValid) return say('ui.campaign.bulk.file.text', { name, until });
  return say(`ui.campaign.bulk.file.${savedAs === undefined ? 'unsaved' : 'over'}`, { until });
}
